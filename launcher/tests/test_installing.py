"""The environment follows the lock, and knows the checkout."""

from pathlib import Path

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
