"""The environment follows the lock, and knows the checkout."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from launcher import installing
from launcher.installing import install, register


def test_an_environment_is_made_once_and_knows_the_checkout(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing to install\n")
    venv = tmp_path / "venv"
    assert install(lock, venv) is None
    stamp = venv / "requirements.installed"
    first = stamp.stat().st_mtime_ns
    assert install(lock, venv) is None
    assert stamp.stat().st_mtime_ns == first
    assert list(venv.glob("lib/python*/site-packages/electronic_school_checkout.pth"))


def test_a_package_without_a_hash_is_not_installed(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("electronic-school-nowhere==1\n")
    sentence = install(lock, tmp_path / "venv")
    assert sentence is not None
    assert "requirements.txt" in sentence


def test_registering_again_follows_a_moved_checkout(tmp_path: Path) -> None:
    register(tmp_path, Path("/first"))
    register(tmp_path, Path("/second"))
    record = tmp_path / "electronic_school_checkout.pth"
    assert record.read_text() == "/second\n"


def test_of_two_at_once_the_second_waits_and_finds_everything_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock, venv = tmp_path / "requirements.txt", tmp_path / "venv"
    lock.write_text("# nothing to install\n")
    venv.mkdir()
    begun, may_end, runs = Event(), Event(), []

    def run(command: Iterable[object]) -> bool:
        runs.append(command)
        begun.set()
        return may_end.wait(20)

    monkeypatch.setattr(installing, "_works", lambda _: True)
    monkeypatch.setattr(installing, "_run", run)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(install, lock, venv)
        assert begun.wait(20)
        second = pool.submit(install, lock, venv)
        deadline, said = time.monotonic() + 20, ""
        while "Жду" not in said and time.monotonic() < deadline and len(runs) == 1:
            said += capsys.readouterr().out
            time.sleep(0.01)
        may_end.set()
        assert (first.result(), second.result()) == (None, None)
    assert "Жду: пакеты устанавливает другой запуск" in said
    assert len(runs) == 1
