"""The product's settings, all of them, with one address more."""

from school.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.behind"
