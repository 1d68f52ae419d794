"""The product's settings with the journal's migrations of the next version."""

from school.settings import *  # noqa: F403 - the same in all else

MIGRATION_MODULES = {"journal": "tests.surviving.next_version.migrations"}
