"""A lock pins every package to one version with hashes, and names no address."""

from pathlib import Path

from launcher.children import ROOT
from launcher.pinning import faults

GOOD = "httpx==0.28.1 \\\n    --hash=sha256:aa\n    # via x\n"


def lock(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text)
    return file


def test_our_own_locks_have_no_fault() -> None:
    locks = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    assert list(faults(locks)) == []


def test_what_is_not_pinned_is_named(tmp_path: Path) -> None:
    loose = lock(tmp_path, "a.txt", "django>=5 \\\n    --hash=sha256:aa\n")
    bare = lock(tmp_path, "b.txt", "django==5.2.19\n")
    assert len(list(faults([loose]))) == 1
    assert len(list(faults([bare]))) == 1
    assert list(faults([lock(tmp_path, "c.txt", GOOD)])) == []


def test_an_address_in_a_lock_is_a_fault(tmp_path: Path) -> None:
    text = "--index-url https://example.test\n" + GOOD
    assert any("адрес" in fault for fault in faults([lock(tmp_path, "a.txt", text)]))


def test_two_locks_agree_on_versions(tmp_path: Path) -> None:
    first = lock(tmp_path, "a.txt", GOOD)
    second = lock(tmp_path, "b.txt", GOOD.replace("0.28.1", "0.28.0"))
    assert any("другая версия" in fault for fault in faults([first, second]))
