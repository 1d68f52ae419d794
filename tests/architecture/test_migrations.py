"""A migration comes while the school works: it may not hold a table for long.

Nor may it take from the program before it what that one reads and writes.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import Value
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Now

from school.lib.postgres.indexing import AddIndexPatiently
from school.walls.operations import SchoolTable

# Landed, and frozen with it; of each why it does no harm.
KNOWN = {
    "notices.0002_queue: index notice_waiting": (
        "it landed before anybody had a region's notices"
    ),
    "access.0014_by_login: Alter field oid on account": (
        "a column that may be empty from now on: no row is read or written"
    ),
    "access.0014_by_login: Alter field oid on attachment": "likewise",
    "importing.0004_by_the_region: Alter field made_by on upload": (
        "likewise, in a table of some rows for a school"
    ),
    "academics.0002_the_door_sees_places: declared anew: enrolment": (
        "a row for a student and a year: 150,000 in a region, a second"
    ),
}

# A column goes a version after the last program that knew it, and is named above then.
_TAKEN = (
    migrations.AlterField,
    migrations.RemoveField,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.DeleteModel,
    migrations.AlterModelTable,
)
_INDEX = re.compile(r"\bcreate\s+(?:unique\s+)?index\b(?!\s+concurrently)", re.I)


def slow(migration: migrations.Migration) -> list[str]:
    """What is done to tables that stand already and holds them; a line for each."""
    made = set(_made(migration.operations))
    named = f"{migration.app_label}.{migration.name}"
    return [
        f"{named}: {line}"
        for operation in migration.operations
        for line in _slow(operation, made)
    ]


def _made(operations: list[Operation]) -> Iterator[str]:
    """The models and the tables that the migration itself makes, in small letters."""
    for operation in operations:
        if isinstance(operation, migrations.CreateModel):
            yield operation.name_lower
            yield operation.options["db_table"]


def _slow(operation: Operation, made: set[str]) -> Iterator[str]:
    if isinstance(operation, migrations.RunSQL):
        if _INDEX.search(str(operation.sql)) and not made:
            yield "index in SQL"
    elif isinstance(operation, SchoolTable):
        if operation.table not in made:  # its key is built and its references are read
            yield f"declared anew: {operation.table}"
    elif _model_of(operation) not in made:
        yield from _on_a_standing_table(operation)


def _model_of(operation: Operation) -> str | None:
    name = getattr(operation, "model_name_lower", None)
    return name or getattr(operation, "name_lower", None)


def _on_a_standing_table(operation: Operation) -> Iterator[str]:
    if isinstance(operation, migrations.AddIndex):
        if not isinstance(operation, AddIndexPatiently):
            yield f"index {operation.index.name}"
    elif isinstance(operation, migrations.AddConstraint):
        yield f"constraint {operation.constraint.name}"
    elif isinstance(operation, migrations.AddField):
        why = _why_not(operation.field)
        if why:
            yield f"{operation.model_name}.{operation.name}: {why}"
    elif isinstance(operation, _TAKEN):
        yield operation.describe()


def _why_not(field: models.Field) -> str:  # type: ignore[type-arg]
    if field.unique or field.db_index:
        return "an index with the column"
    default = field.db_default
    if default is NOT_PROVIDED:
        return "" if field.null else "the program before writes none"
    steady = not hasattr(default, "resolve_expression") or isinstance(
        default, Value | Now
    )
    return "" if steady else "every row is written anew"


def landed() -> list[migrations.Migration]:
    loader = MigrationLoader(None)
    return [
        migration
        for (app, _), migration in sorted(loader.disk_migrations.items())
        if type(migration).__module__.startswith("school.") and not migration.initial
    ]


def test_no_migration_holds_a_table_that_people_write_into() -> None:
    assert len(landed()) > 5
    found = [line for migration in landed() for line in slow(migration)]
    assert set(found) == set(KNOWN)


def _index(name: str = "by_name") -> models.Index:
    return models.Index(fields=["school"], name=name)


_TABLE = migrations.CreateModel("Mark", [], options={"db_table": "mark"})
_FIELD = models.SmallIntegerField
_UUID = models.Func(function="gen_random_uuid", output_field=models.UUIDField())


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (migrations.AddIndex("mark", _index()), "index by_name"),
        (AddIndexConcurrently("mark", _index()), "index by_name"),
        (AddIndexPatiently("mark", _index()), ""),
        (migrations.RunSQL("create  INDEX x ON mark (id)"), "index in SQL"),
        (migrations.RunSQL("CREATE INDEX CONCURRENTLY x ON mark (id)"), ""),
        (
            migrations.AddConstraint(
                "mark", models.CheckConstraint(condition=models.Q(id=1), name="one")
            ),
            "constraint one",
        ),
        (SchoolTable("mark"), "declared anew: mark"),
        (migrations.AddField("mark", "a", _FIELD(null=True)), ""),
        (migrations.AddField("mark", "a", _FIELD(db_default=1)), ""),
        (
            migrations.AddField("mark", "a", models.DateTimeField(db_default=Now())),
            "",
        ),
        (
            migrations.AddField("mark", "a", _FIELD(default=1)),
            "mark.a: the program before writes none",
        ),
        (
            migrations.AddField("mark", "a", _FIELD(null=True, db_index=True)),
            "mark.a: an index with the column",
        ),
        (
            migrations.AddField("mark", "a", models.UUIDField(db_default=_UUID)),
            "mark.a: every row is written anew",
        ),
        (
            migrations.AlterField("mark", "a", _FIELD()),
            "Alter field a on mark",
        ),
        (migrations.RemoveField("mark", "a"), "Remove field a from mark"),
    ],
)
def test_what_holds_a_table_is_found(operation: Operation, said: str) -> None:
    migration = migrations.Migration("0009_next", "journal")
    migration.operations = [operation]
    expected = [f"journal.0009_next: {said}"] if said else []
    assert slow(migration) == expected
    migration.operations = [_TABLE, operation]
    assert slow(migration) == []
