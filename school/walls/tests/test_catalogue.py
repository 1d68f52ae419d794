"""The catalogue of a migrated database, held against the declarations."""

import os

import psycopg
import pytest
from django.db import connection

from school.walls.catalogue import declarations, differences

pytestmark = pytest.mark.django_db


def test_every_table_stands_as_it_was_declared() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        assert list(differences(owner)) == []


def test_every_table_is_declared_and_there_are_many() -> None:
    assert len(declarations()) > 25


def test_the_tests_themselves_connect_as_the_restricted_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("school_app", False)
