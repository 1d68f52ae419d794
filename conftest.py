"""What every test of the repository shares.

The environment comes from the plugin `launcher.testing`, which pytest loads by name
before Django's settings are read. The database stands here, because only a conftest
is sure to be asked before pytest-django.
"""

from launcher.testing import cluster, django_db_setup

__all__ = ["cluster", "django_db_setup"]
