"""A missing package is a failure, unless there is nowhere to get it from."""

import zipfile
from pathlib import Path

import pytest

from tests.foreign.environments import cut, give_up, needed_by

_LOCK = """jinja2==3.1.6 \\
    --hash=sha256:aa
    # via -r requirements.in
markupsafe==3.0.3 \\
    --hash=sha256:bb
typing-extensions==4.15 ; python_version < '3.13' \\
    --hash=sha256:cc
"""


def wheel(folder: Path, name: str, *needs: str) -> Path:
    """A package without a single module."""
    path = folder / f"{name}-1-py3-none-any.whl"
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
    texts = {
        "METADATA": head + "".join(f"Requires-Dist: {one}\n" for one in needs),
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as packed:
        for file, text in texts.items():
            packed.writestr(f"{name}-1.dist-info/{file}", text)
    return path


@pytest.fixture(autouse=True)
def _no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pip whose only index is a port at which nobody listens."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "CI"):
        monkeypatch.delenv(name, raising=False)


def test_without_an_index_a_test_is_left_out() -> None:
    with pytest.raises(pytest.skip.Exception, match="cannot be reached: why"):
        give_up("why")


def test_on_ci_it_fails_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="why"):
        give_up("why")


def test_any_other_trouble_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel(tmp_path, "certifi")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(pytest.fail.Exception, match="why"):
        give_up("why")


def test_a_wheel_needs_what_it_declares_and_what_that_needs(tmp_path: Path) -> None:
    needs = ("jinja2~=3.1", 'pytest; extra == "tests"', 'httpx; python_version < "3"')
    assert needed_by(wheel(tmp_path, "some", *needs)) == {"jinja2", "markupsafe"}


def test_of_a_lock_only_the_named_entries_are_taken() -> None:
    both = cut(_LOCK, {"typing-extensions", "markupsafe"})
    assert both == _LOCK[_LOCK.index("markupsafe") :]
    with pytest.raises(KeyError):
        cut(_LOCK, {"flask"})
