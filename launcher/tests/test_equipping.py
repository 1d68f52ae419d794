"""Which of Debian's browsers walks."""

from pathlib import Path

import pytest

from launcher import equipping


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_the_browser_without_windows_is_taken_first(programs: Path) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (programs / name).touch(mode=0o755)
    assert equipping.browser() == programs / "chromium-headless-shell"
    assert "chromium-headless-shell" not in equipping.missing()


def test_where_only_the_whole_browser_is_it_walks(programs: Path) -> None:
    (programs / "chromium").touch(mode=0o755)
    assert equipping.browser() == programs / "chromium"
    assert equipping.missing()["chromium-headless-shell"].startswith("больше")


def test_without_a_browser_nobody_walks(programs: Path) -> None:
    assert equipping.browser() is None
    assert equipping.missing()["chromium-headless-shell"].startswith("пропущены")
