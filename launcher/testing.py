"""A pytest plugin: a real database and a whole environment for the tests.

Loaded before Django's settings are, it fills the environment with invented values
and with the addresses of a database of its own; the server starts only when a test
asks for the database. One server in `var/test` is shared by all runs at the same
time, each of which has its own database, made anew by the migrations and used
through the restricted role.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from launcher import keyring, roles
from launcher.postgres import Cluster

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "test"
_PREFIX = "test_school_"
DATABASE = f"{_PREFIX}{os.getpid()}"

_MIGRATE = ("migrate", "--noinput", "--skip-checks", "--verbosity=0")

# What a developer's shell may hold and a test must not feel.
_FOREIGN = (
    "SCHOOL_NOW",
    "SCHOOL_DEMO",
    "SCHOOL_MODE",
    "SCHOOL_CONNECT_AS",
    "EMAIL_URL",
)


def environment(cluster: Cluster, database: str) -> dict[str, str]:
    """Return every variable the product's settings need, for this database."""
    esia = HOME / "esia"
    _make_key(esia)
    return {
        **addresses(cluster, database),
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
    }


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
    done = subprocess.run(
        [sys.executable, "manage.py", *_MIGRATE],
        check=False,
        cwd=ROOT,
        env={**os.environ, **addresses(cluster, database)}
        | {"SCHOOL_CONNECT_AS": "owner"},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        pytest.fail(f"migrate failed:\n{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Give the tests their database; pytest-django's own fixture is replaced."""
    _cluster.join()
    try:
        _drop_abandoned()
        migrate(_cluster, DATABASE)
        _repoint()
        yield
        with django_db_blocker.unblock():
            _close_connections()
    finally:
        with _cluster.connect() as superuser:
            roles.drop_database(superuser, DATABASE)
        _cluster.leave()


@pytest.fixture(scope="session")
def cluster(django_db_setup: None) -> Cluster:
    """The running server, for tests that start processes of their own."""
    return _cluster


def _drop_abandoned() -> None:
    """Drop databases of runs that were killed: their process is no more."""
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with _cluster.connect() as superuser:
        for (name,) in superuser.execute(query, [_PREFIX]).fetchall():
            pid = str(name).removeprefix(_PREFIX)
            if not (Path("/proc") / pid).exists():
                roles.drop_database(superuser, str(name))


def _repoint() -> None:
    """Follow the server when it had to take another port than remembered."""
    from django.db import connections

    os.environ.update(addresses(_cluster, DATABASE))
    settings: dict[str, Any] = connections["default"].settings_dict
    settings["PORT"] = str(_cluster.port)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


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


_cluster = Cluster(HOME, lasting=False)
for _name in _FOREIGN:
    os.environ.pop(_name, None)
os.environ.update(environment(_cluster, DATABASE))
