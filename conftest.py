"""What every test of the repository shares.

The environment comes from the plugin `launcher.testing`, which pytest loads by name
before Django's settings are read. The database stands here, because only a conftest
is sure to be asked before pytest-django.

`make test` gives the folders to three processes, each with a database of its own.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from launcher.testing import cluster, django_db_setup

__all__ = ["cluster", "django_db_setup"]

_DATABASE = {"cluster", "db", "django_db_setup", "transactional_db"}
# They take minutes, the first of them longest: begun last, one of them would keep a
# process busy alone.
_LONG = (
    "tests/journeys",
    "school/demo/tests",
    "launcher/tests",
    "tests/matrix",
    "tests/serving",
    "tests/surviving",
    "sandbox/tests",
    "tests/upgrading",
    "tests/foreign",
)


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]
    """A folder is tried by one process: what its tests share is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return _folder(nodeid)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what asks the tests' own PostgreSQL, the wheel's or Debian's."""
    asked = _DATABASE.intersection(getattr(item, "fixturenames", ()))
    if asked or item.get_closest_marker("django_db"):
        item.add_marker(pytest.mark.database)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In any order, but folder by folder, and the long ones first."""
    met: dict[str, int] = {folder: at for at, folder in enumerate(_LONG)}
    items.sort(key=lambda item: met.setdefault(_folder(item.nodeid), len(met)))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder:
    """Give whole folders to the processes, in the order they were collected in."""
    config.option.loadscopereorder = False
    return ByFolder(config, log)


def _folder(nodeid: str) -> str:
    return nodeid.partition("::")[0].rpartition("/")[0]
