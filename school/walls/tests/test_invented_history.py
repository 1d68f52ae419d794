"""What the load role writes is invented and leaves no history; all else does."""

import os

import psycopg
import pytest

pytestmark = pytest.mark.django_db

_SCHOOL = """
WITH r AS (INSERT INTO region (slug, name, policy_line, time_zone)
           VALUES ('r', 'Р', 'ryazan', 'UTC') RETURNING id),
     m AS (INSERT INTO municipality (region_id, name)
           SELECT id, 'М' FROM r RETURNING id, region_id)
INSERT INTO school (key, region_id, municipality_id, name, short_name)
SELECT 1, region_id, id, 'Ш', 'Ш' FROM m RETURNING id
"""
_BELL = """
INSERT INTO bell (school_id, shift, number, starts, ends)
VALUES (%s, 1, 1, '8:30', '9:15')
"""


@pytest.mark.parametrize(("role", "kept"), [("school_load", 0), ("school_owner", 1)])
def test_only_the_load_role_writes_without_history(role: str, kept: int) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute("SET ROLE school_load")
        found = owner.execute(_SCHOOL.encode()).fetchone()
        assert found is not None
        settings = {"actor": "test", "kind": "job", "schools": f"{{{found[0]}}}"}
        for name, value in settings.items():
            owner.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", value])
        owner.execute(f"SET ROLE {role}".encode())
        owner.execute(_BELL.encode(), [found[0]])
        owner.execute(b"SET ROLE school_load")
        rows = owner.execute(
            "SELECT count(*) FROM history WHERE school_id = %s", [found[0]]
        ).fetchone()
        assert rows == (kept,)
        owner.rollback()
