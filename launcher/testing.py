"""A pytest plugin: a real database and a whole environment for the tests.

Loaded before Django's settings are, it fills the environment with invented values
and with the addresses of a database of its own; the server starts only when a test
asks for the database, which is used through the restricted role. The migrations make
their tables once a run; every database of the run is a copy of what they made. The
fixtures are handed to tests by the root `conftest.py`.
"""

import fcntl
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import sql

from launcher import roles, trial
from launcher.postgres import Cluster

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

_PREFIX = "test_school_"
DATABASE = f"{_PREFIX}{os.getpid()}"
# The process that was started first: those that it starts inherit the variable.
_RUN = int(os.environ.setdefault("SCHOOL_TEST_RUN", str(os.getpid())))
# Which database the others of the run are copied from; the product's own tests, which
# know nothing of the launcher, find its name here.
_MIGRATED = os.environ["SCHOOL_TEST_MIGRATED"] = f"{_PREFIX}{_RUN}_migrated"
_COPY = "CREATE DATABASE {} TEMPLATE {} OWNER {}"
_cluster = trial.cluster()
trial.enter(_cluster, DATABASE)
# Nine thousand tests are loaded and stay: among them there is no garbage to look for.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage from now on, in what the tests make and not in the tests."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Give the tests their database; pytest-django's own fixture is replaced."""
    _cluster.join()
    try:
        _drop_abandoned()
        make_migrated(_cluster, DATABASE)
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


def make_migrated(cluster: Cluster, database: str) -> None:
    """Make this database with the newest tables, as the migrations leave them.

    They run once in a run of the tests; what they made is then copied. The first is
    dropped by the next run: who of several processes is the last to copy, none knows.
    """
    with (trial.HOME / "migrated.lock").open("w") as lock, cluster.connect() as first:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not roles.has_database(first, _MIGRATED):
            making = f"{_MIGRATED}_making"
            trial.migrate(cluster, making)
            names = map(sql.Identifier, (making, _MIGRATED))
            first.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
        roles.drop_database(first, database)
        names = map(sql.Identifier, (database, _MIGRATED, roles.OWNER))
        first.execute(sql.SQL(_COPY).format(*names))
    cluster.make_database(database)


def _drop_abandoned() -> None:
    """Drop databases of runs that are over or were killed: no such process lives."""
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with _cluster.connect() as superuser:
        for (name,) in superuser.execute(query, [_PREFIX]).fetchall():
            pid = str(name).removeprefix(_PREFIX).partition("_")[0]
            if not (Path("/proc") / pid).exists():
                roles.drop_database(superuser, str(name))


def _repoint() -> None:
    """Follow the server when it had to take another port than remembered."""
    from django.db import connections

    os.environ.update(trial.addresses(_cluster, DATABASE))
    settings: dict[str, Any] = connections["default"].settings_dict
    settings["PORT"] = str(_cluster.port)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
