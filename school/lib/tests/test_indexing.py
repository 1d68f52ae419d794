"""An index beside those who write: refused once, it is made by the next try."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ProjectState

from school.lib.postgres.indexing import AddIndexPatiently

pytestmark = pytest.mark.django_db(transaction=True)

_NAME = "region_by_name"
_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """The owner of the tables, as `migrate` has it: in no transaction, impatient."""
    address = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("SET lock_timeout = '200ms'")
        yield owner
        owner.execute(f"DROP INDEX IF EXISTS {_NAME}".encode())


def make(owner: psycopg.Connection) -> None:
    """What the operation says, said by the owner."""
    state = ProjectState.from_apps(apps)
    index = models.Index(fields=["name"], name=_NAME)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        AddIndexPatiently("region", index).database_forwards(
            "regions", editor, state, state
        )
    for statement in editor.collected_sql:
        owner.execute(statement.encode())


def test_what_was_left_half_made_is_made_anew(owner: psycopg.Connection) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as writer:
        writer.execute("LOCK TABLE region IN ROW EXCLUSIVE MODE")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            make(owner)
    assert owner.execute(_VALID, [_NAME]).fetchall() == [(False,)]
    for _ in range(2):
        make(owner)
        assert owner.execute(_VALID, [_NAME]).fetchall() == [(True,)]
