"""Freeze a state: `python -m tests.upgrading NAME [CHECKOUT]`.

Starts the demonstration of a checkout (this one unless told otherwise), reads a
mother's diary and keeps what `backup` has made of the database, opened again and
packed: what is invented needs no key, and packs better. Of this checkout it also
lists the migrations, which nobody may change from then on.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pyrage

from launcher.children import ROOT
from launcher.tests.processes import launched, until_ready, wishes
from school.backup import keys
from tests.upgrading import landed, reading

FROZEN = Path(__file__).parent / "frozen"
# Known to everybody: what it seals is invented.
SEAL_KEY = "0a51c2e37f9b4d68" * 4

# A hundred lines of history try as much as thousands, and weigh less.
_LIGHTEN = "DELETE FROM history WHERE id > 100"


def freeze(name: str, checkout: Path) -> None:
    """Make `frozen/NAME.gz`, `NAME.txt` (what a mother reads in it) and `NAME.program`.

    The last is the commit whose program made it.
    """
    with tempfile.TemporaryDirectory(prefix="school-home-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        env = wishes(
            home,
            SCHOOL_DEMO="small",
            SCHOOL_NOW=reading.NOW,
            SCHOOL_SEAL_KEY=SEAL_KEY,
            PYTHONPATH=str(checkout),
        )
        with launched(env, cwd=checkout) as launch:
            until_ready(launch)
            marks = reading.read(home / "run.json")
            _copy(home, FROZEN / f"{name}.gz")
    (FROZEN / f"{name}.txt").write_text("".join(f"{mark}\n" for mark in marks))
    program = ["git", "rev-parse", "HEAD"]
    made_by = subprocess.run(program, cwd=checkout, check=True, capture_output=True)
    (FROZEN / f"{name}.program").write_bytes(made_by.stdout)


def _copy(home: Path, file: Path) -> None:
    """Copy as the superuser: an older state knows no role for copies."""
    run = json.loads((home / "run.json").read_text())
    passwords = json.loads((home / "postgres" / "passwords.json").read_text())
    server = run["database_url"].rpartition("@")[2]
    address = f"postgresql://postgres:{passwords['postgres']}@{server}"
    with psycopg.connect(address) as superuser:
        superuser.execute(_LIGHTEN)
    recipients = home / "recipients"
    recipients.write_text(keys.make(home / "key"))
    env = {
        **os.environ,
        "DATABASE_URL": run["database_url"],
        "DATABASE_BACKUP_URL": address,
        "SCHOOL_BACKUP_RECIPIENTS_FILE": str(recipients),
        "SCHOOL_HOME": str(home),
        "SCHOOL_SECRET": (home / "secret").read_text(),
        "SCHOOL_SEAL_KEY": SEAL_KEY,
        "ESIA_URL": run["sandbox"],
        "ESIA_ISSUER": run["sandbox"],
        "ESIA_CLIENT_ID": "none",
        "ESIA_KEY_FILE": str(home / "esia" / "key.pem"),
        "ESIA_CERTIFICATE_FILE": str(home / "esia" / "certificate.pem"),
        "ESIA_TRUSTED_FILES": str(home / "esia" / "certificate.pem"),
    }
    command = [sys.executable, "manage.py", "backup", "--into", str(home / "copy")]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    (made,) = (home / "copy").iterdir()
    inside = pyrage.decrypt(made.read_bytes(), keys.identities(home / "key"))
    file.write_bytes(gzip.compress(inside, mtime=0))


if __name__ == "__main__":
    _name, *_rest = sys.argv[1:]
    freeze(_name, Path(_rest[0]).resolve() if _rest else ROOT)
    if not _rest:
        landed.note()
