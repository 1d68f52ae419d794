"""The environment and the database in which the project is tried: tests, checks.

All values are invented. One server in `var/test` is shared by everything that runs
at the same time; each run of the tests makes a database of its own in it.
"""

import os
import subprocess
import sys
from pathlib import Path

from launcher import equipping, keyring, roles
from launcher.children import last_words
from launcher.failure import LaunchError
from launcher.postgres import DATABASE, Cluster

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "test"

# What a developer's shell may hold and a test must not feel.
_FOREIGN = (
    "IDENTITY_ROAD",
    "SCHOOL_NOW",
    "SCHOOL_DEMO",
    "SCHOOL_CONNECT_AS",
    "EMAIL_URL",
)
_MIGRATE = ("migrate", "--noinput", "--skip-checks", "--verbosity=0")


def cluster() -> Cluster:
    """Return the shared server, not started yet; whoever uses it joins it.

    With SCHOOL_TEST_POSTGRESQL=debian it is a server of Debian's, beside the other.
    """
    if os.environ.get("SCHOOL_TEST_POSTGRESQL", "wheel") == "wheel":
        return Cluster(HOME, lasting=False)
    programs = equipping.debians_postgresql()
    if programs is None:
        raise LaunchError("PostgreSQL из Debian здесь нет: поставьте postgresql.")
    return Cluster(HOME / "debian", lasting=False, binaries=programs)


def enter(cluster: Cluster, database: str = DATABASE) -> None:
    """Put every variable the product's settings need into our own environment."""
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(addresses(cluster, database))
    os.environ.update(_invented())


def addresses(cluster: Cluster, database: str) -> dict[str, str]:
    """Return the two addresses of a database of this cluster."""
    return {
        "DATABASE_URL": cluster.url(database),
        "DATABASE_OWNER_URL": cluster.owner_url(database),
    }


def migrate(cluster: Cluster, database: str) -> None:
    """Make the database anew and bring it to the newest state, as its owner."""
    with cluster.connect() as superuser:
        roles.drop_database(superuser, database)
    cluster.make_database(database)
    owner = {**os.environ, **addresses(cluster, database), "SCHOOL_CONNECT_AS": "owner"}
    done = subprocess.run(
        [sys.executable, "manage.py", *_MIGRATE],
        check=False,
        cwd=ROOT,
        env=owner,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        raise LaunchError(f"Таблицы не создаются: {last_words(done.stderr)}")


def within(command: list[str]) -> int:
    """Run a command in this environment with an empty database; return its code."""
    used = cluster()
    used.join()
    try:
        enter(used)
        return subprocess.run(command, check=False, cwd=ROOT).returncode
    finally:
        used.leave()


def _invented() -> dict[str, str]:
    esia = HOME / "esia"
    _make_key(esia)
    return {
        "SCHOOL_HOME": str(HOME),
        "SCHOOL_URL": "http://127.0.0.1:8000",
        "SCHOOL_SECRET": keyring.secret(HOME / "secret"),
        "SCHOOL_SEAL_KEY": keyring.secret(HOME / "seal-key"),
        "SCHOOL_MODE": "demo",
        # Nobody listens at this port: a test that needs ЕСИА starts the sandbox.
        "ESIA_URL": "http://127.0.0.1:9",
        "ESIA_ISSUER": "http://127.0.0.1:9/",
        "ESIA_CLIENT_ID": "ELSH_DEMO",
        "ESIA_ALGORITHM": "GOST3410_2012_256",
        "ESIA_KEY_FILE": str(esia / "key.pem"),
        "ESIA_CERTIFICATE_FILE": str(esia / "certificate.pem"),
        "ESIA_TRUSTED_FILES": str(esia / "certificate.pem"),
        # Nobody answers there: a test that needs the register starts the sandbox.
        "CONSENTS_URL": "http://127.0.0.1:9/consents",
    }


def _make_key(folder: Path) -> None:
    certificate = folder / "certificate.pem"
    if certificate.exists() and certificate.stat().st_size:
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = ["-m", "esia", "make-key", "--dir", str(folder), "--name", "Test"]
    subprocess.run(
        [sys.executable, *command], check=False, cwd=ROOT, capture_output=True
    )
    for name in ("key.pem", "certificate.pem"):
        (folder / name).touch()  # a library that is broken must fail its own tests
