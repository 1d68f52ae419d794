"""Make `.venv` agree with the lock: `python3 -m launcher.installing LOCK`.

Runs under the system's Python before anything is installed, so it imports nothing
but the standard library. It also makes the checkout known to the environment, as
`pip install --editable .` would, but without a build tool to download: packages can
be imported from any folder, and pytest finds our plugin before it reads Django's
settings. Repeating it changes nothing and takes no time.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
_OLDEST = (3, 11)
_NAME = "electronic_school_checkout"
_PLUGIN = "launcher.testing"


def install(lock: Path, venv: Path = VENV, *, ours: bool = True) -> str | None:
    """Install what the lock names, with hashes; return a sentence on failure.

    Of two at once the second waits for the first, and then finds everything there.
    An environment that is not `ours` never hears of the checkout.
    """
    if sys.version_info < _OLDEST:
        return "Нужен Python 3.11 или новее: поставьте его и повторите."
    if venv.exists() and not os.access(venv, os.R_OK | os.X_OK):
        return (
            f"Окружение {venv} сделано другим пользователем и вам недоступно: "
            "запускайте от его имени или удалите этот каталог."
        )
    with _alone(venv.parent):
        trouble = _install(lock, venv)
        if trouble is None and ours:
            for site in venv.glob("lib/python*/site-packages"):
                register(site, ROOT)
        return trouble


def _install(lock: Path, venv: Path) -> str | None:
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = venv / f"{lock.stem}.installed"
    if not _works(venv) and not _run([sys.executable, "-m", "venv", "--clear", venv]):
        return (
            f"Окружение {venv} не создаётся: поставьте модуль venv "
            "(в Debian это пакет python3-venv)."
        )
    if not (stamp.exists() and stamp.read_text() == digest):
        print(f"Устанавливаю пакеты из {lock.name}…", flush=True)
        pip = [venv / "bin" / "python", "-m", "pip", "install", "-qq"]
        pip += ["--disable-pip-version-check", "--no-deps", "--require-hashes"]
        if not _run([*pip, "-r", lock]):
            return f"Пакеты из {lock.name} не установлены: причина выше."
        stamp.write_text(digest)
    return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself: whoever may only read it can hold it too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Жду: пакеты устанавливает другой запуск…", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def register(site: Path, root: Path) -> None:
    """Write the two records of a checkout into a folder of installed packages."""
    record = site / f"{_NAME}-0.dist-info"
    record.mkdir(exist_ok=True)
    for file, text in (
        (site / f"{_NAME}.pth", f"{root}\n"),
        (record / "METADATA", f"Metadata-Version: 2.1\nName: {_NAME}\nVersion: 0\n"),
        (record / "entry_points.txt", f"[pytest11]\n{_PLUGIN} = {_PLUGIN}\n"),
    ):
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


def _works(venv: Path) -> bool:
    python = venv / "bin" / "python"
    return python.exists() and _run([python, "-c", "import pip"])


def _run(command: Iterable[object]) -> bool:
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, check=False, cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sentence = install(ROOT / sys.argv[1])
    if sentence is not None:
        sys.exit(sentence)
