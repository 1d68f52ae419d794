"""The composite references that a model's SchoolKey fields ask for."""

from typing import Any

from django.db.models import Model

from school.walls.keys import SchoolKey


def references(model: type[Model]) -> list[str]:
    """Composite foreign keys for the model's SchoolKey fields.

    NOT DEFERRABLE: a deferred one fails at COMMIT, outside the verb that was wrong.
    """
    statements = []
    table = model._meta.db_table
    for name, own, target, theirs in bound(model):
        statements += [
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ({own})'
            f' REFERENCES "{target}" ({theirs})',
        ]
    return statements


def bound(model: type[Model]) -> list[tuple[str, str, str, str]]:
    """Each SchoolKey as (constraint, own columns, other table, its columns)."""
    table = model._meta.db_table
    found = []
    for field in model._meta.local_fields:
        if isinstance(field, SchoolKey):
            target: Any = field.remote_field.model
            year = ", year" if field.year else ""
            found.append(
                (
                    f"{table}_{field.column}_school_fk",
                    f"school_id, {field.column}{year}",
                    target._meta.db_table,
                    f"school_id, id{year}",
                )
            )
    return found
