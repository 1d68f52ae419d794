"""Files stay rooms: a Python file over three hundred lines is two of them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 300


def files() -> list[Path]:
    packages = ("school", "esia", "oidc", "sandbox", "launcher", "tests")
    found = [path for name in packages for path in (ROOT / name).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_a_file_is_one_room(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= _LONGEST


def test_the_sandbox_stays_small() -> None:
    program = [path for path in files() if path.is_relative_to(ROOT / "sandbox")]
    lines = sum(
        len(path.read_text().splitlines())
        for path in program
        if "tests" not in path.parts
    )
    assert lines <= 6000
