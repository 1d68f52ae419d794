"""A database of the bench's own, and the product's settings, outside of pytest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from launcher import roles, trial
from launcher.postgres import Cluster


@contextmanager
def migrated() -> Iterator[tuple[Cluster, str]]:
    """The server and the name of an empty database; Django is set up on it."""
    cluster, database = trial.cluster(), f"test_attack_{os.getpid()}"
    cluster.join()
    try:
        trial.enter(cluster, database)
        trial.migrate(cluster, database)
        _set_up()
        yield cluster, database
    finally:
        _hang_up()
        with cluster.connect() as superuser:
            roles.drop_database(superuser, database)
        cluster.leave()


def _hang_up() -> None:
    """The next ground has a database of the same name, but not this one."""
    from django.db import connections

    connections.close_all()


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
