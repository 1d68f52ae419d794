"""The catalogue test must be able to fail: each lost part of a wall is noticed."""

import os
from collections.abc import Iterator

import psycopg
import pytest

from school.walls.catalogue import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """The tables' owner, whose changes are rolled back."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize(
    "loss",
    [
        "DROP POLICY read ON mark",
        "ALTER POLICY read ON mark USING (true)",
        "ALTER TABLE mark NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE mark DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER kept ON mark",
        "ALTER TABLE mark DISABLE TRIGGER kept",
        "GRANT TRUNCATE ON mark TO school_app",
        "REVOKE UPDATE ON mark FROM school_app",
        "GRANT SELECT ON history_2026 TO school_app",
        "ALTER TABLE mark DROP CONSTRAINT mark_lesson_id_school_fk",
        "ALTER TABLE mark DROP CONSTRAINT mark_pkey, ADD PRIMARY KEY (id)",
        "CREATE TABLE stray (id bigint)",
        "DROP TABLE homework",
    ],
)
def test_a_lost_part_of_a_wall_is_noticed(owner: psycopg.Connection, loss: str) -> None:
    owner.execute(loss.encode())
    assert list(differences(owner)) != []
