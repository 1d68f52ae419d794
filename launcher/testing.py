"""A pytest plugin: a real database and a whole environment for the tests.

Loaded before Django's settings are, it fills the environment with invented values
and with the addresses of a database of its own; the server starts only when a test
asks for the database, which is made anew by the migrations and then used through
the restricted role. The fixtures are handed to tests by the root `conftest.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from launcher import roles, trial
from launcher.postgres import Cluster

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

_PREFIX = "test_school_"
DATABASE = f"{_PREFIX}{os.getpid()}"
_cluster = trial.cluster()
trial.enter(_cluster, DATABASE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Give the tests their database; pytest-django's own fixture is replaced."""
    _cluster.join()
    try:
        _drop_abandoned()
        trial.migrate(_cluster, DATABASE)
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
