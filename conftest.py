"""What every test of the repository shares.

The environment comes from the plugin `launcher.testing`, which pytest loads by name
before Django's settings are read. The database stands here, because only a conftest
is sure to be asked before pytest-django.
"""

import pytest

from launcher.testing import cluster, django_db_setup

__all__ = ["cluster", "django_db_setup"]

_DATABASE = {"cluster", "db", "django_db_setup", "transactional_db"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what asks the tests' own PostgreSQL, the wheel's or Debian's."""
    asked = _DATABASE.intersection(getattr(item, "fixturenames", ()))
    if asked or item.get_closest_marker("django_db"):
        item.add_marker(pytest.mark.database)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In any order, but folder by folder: what a package shares is built once."""
    met: dict[object, int] = {}
    items.sort(key=lambda item: met.setdefault(item.path.parent, len(met)))
