"""The data folder of a cluster: made once, whole or not at all, never guessed at."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from launcher import keyring
from launcher.failure import LaunchError
from launcher.lodging import Lodging

# Nothing of the caller's environment: PGPORT or PGDATA would change the server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_INITDB = ("-E", "UTF8", "--locale=C.UTF-8", "--data-checksums")
_BY_PASSWORD = ("--auth=scram-sha-256",)
# The same order of words everywhere; an older server asks the system for it.
_BUILTIN = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_BUILTIN_SINCE = 17


def found(lodging: Lodging, superuser: str, password: str, *, lasting: bool) -> None:
    """Make the data folder; a start that was killed in the middle has left nothing."""
    data = lodging.data
    for left in data.parent.glob("making-*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    making = Path(tempfile.mkdtemp(prefix="making-", dir=data.parent))
    file = making.with_name(f"{making.name}.password")
    try:
        lodging.tenant.own(making)
        keyring.write(file, password)
        if lodging.tenant.uid is not None:
            os.chown(file, lodging.tenant.uid, -1)
        command = [str(lodging.binaries / "initdb"), *_INITDB, *_BY_PASSWORD]
        command += _BUILTIN if lodging.major() >= _BUILTIN_SINCE else ()
        command += [f"--username={superuser}", f"--pwfile={file}"]
        command += [] if lasting else ["--no-sync"]
        _initialise([*command, f"--pgdata={making}"], lodging)
        making.rename(data)
    finally:
        file.unlink(missing_ok=True)
        shutil.rmtree(making, ignore_errors=True)


def _initialise(command: list[str], lodging: Lodging) -> None:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        cwd="/",
        env=ENVIRONMENT,
        **lodging.tenant.process(),
    )
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise LaunchError(
            f"База данных не создана: {words[-1] if words else 'initdb'}."
        )


def refuse_foreign(lodging: Lodging) -> None:
    """Refuse a folder that our PostgreSQL cannot read; nothing in it is touched."""
    data = lodging.data
    try:
        theirs = (data / "PG_VERSION").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LaunchError(
            f"Каталог {data} есть, а базы данных в нём нет: верните её из копии или "
            "уберите этот каталог."
        ) from error
    ours = str(lodging.major())
    if theirs != ours:
        raise LaunchError(
            f"Данные в {data} сделаны PostgreSQL {theirs}, а здесь PostgreSQL {ours}: "
            "запустите их прежней версией программы и перенесите копией либо "
            "выберите другой SCHOOL_HOME."
        )
