"""Programs outside Python that some tests need: `python -m launcher.equipping`.

Chromium for the journeys, OpenSSL's GOST engine as the second opinion on our
cryptography, Debian's PostgreSQL as a server that is not our wheel's. Root on a
Debian gets them by apt; anybody else reads which tests are left out. A missing
program never stops the tests.
"""

import os
import shutil
import subprocess
from pathlib import Path

OLDEST_POSTGRESQL = 15
_WITHOUT_WINDOWS = "chromium-headless-shell"


def missing() -> dict[str, str]:
    """Return Debian's packages that are not there and what becomes of the tests."""
    wanted = {}
    if not shutil.which(_WITHOUT_WINDOWS):
        how = "пропущены" if browser() is None else "больше занимают процессор"
        wanted[_WITHOUT_WINDOWS] = f"{how} пути в браузере (tests/journeys)"
    engines = [*Path("/usr/lib").glob("**/engines-3/gost.so")]
    if not (shutil.which("openssl") and engines):
        wanted["libengine-gost-openssl"] = (
            "пропущена сверка ГОСТ с openssl (esia/tests)"
        )
    if debians_postgresql() is None:
        wanted["postgresql"] = (
            "не проверена база данных на PostgreSQL из Debian (tests/elsewhere)"
        )
    return wanted


def browser() -> Path | None:
    """Debian's Chromium; where it has one without windows, that one.

    The engine is the same, and a page costs a third of the processor time.
    """
    found = filter(None, map(shutil.which, (_WITHOUT_WINDOWS, "chromium")))
    return next(map(Path, found), None)


def debians_postgresql() -> Path | None:
    """Where Debian's newest PostgreSQL has its programs; None where it has none."""
    found = {
        int(programs.parent.name): programs
        for programs in Path("/usr/lib/postgresql").glob("[0-9]*/bin")
        if (programs / "initdb").exists()
    }
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST_POSTGRESQL else None


def equip() -> None:
    """Install what is missing when we may, and say what stays missing."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Устанавливаю для тестов: {', '.join(wanted)}…", flush=True)
        _apt("update", "-qq")
        # Each by itself: one that this Debian does not have must not cost the others.
        for package in ("openssl", *wanted):
            _install(package)
        if browser() is None:
            _install("chromium")
        wanted = missing()
    for package, tests in wanted.items():
        print(f"Нет пакета {package}: {tests}.", flush=True)


def _install(package: str) -> None:
    _apt("install", "-y", "-qq", "--no-install-recommends", package)


def _apt(*arguments: str) -> None:
    subprocess.run(
        ["apt-get", *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


if __name__ == "__main__":
    equip()
