"""Belongings: the rows that are a card's own and go with it when cards are merged.

Read as JSON, just as history keeps them, so that a merge can be decided without a
database (:mod:`school.registry.moving`), written, and written back to the letter.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from school.lib.postgres.queries import Query

_ROWS = Query(__file__, "belongings")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its columns as PostgreSQL's ``to_jsonb`` writes them."""

    table: str
    pk: int
    values: Values

    @property
    def name(self) -> str:
        """«kinship:17»."""
        return f"{self.table}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to stand in some columns of a row."""

    row: Row
    values: Values


def read(school: int, cards: Iterable[int]) -> list[Row]:
    """All belongings of the cards, the cards among them. One query."""
    found = _ROWS.rows({"school": school, "cards": list(cards)})
    return [Row(one.what, one.id, json.loads(one.row)) for one in found]


def kept(rows: Iterable[Row]) -> dict[str, Values]:
    """The rows by their names, to be written down."""
    return {row.name: row.values for row in rows}


def differing(old: Mapping[str, Values], new: Mapping[str, Values]) -> list[str]:
    """Names of the rows that are not what they were: changed, added or gone.

    A column that the old ones do not know came with a new version and tells nothing.
    """
    return [
        name
        for name in old.keys() | new.keys()
        if name not in new or name not in old or not _same(old[name], new[name])
    ]


def put(school: int, changes: Iterable[Change]) -> None:
    """Write the changes, in their order."""
    with connection.cursor() as cursor:
        for change in changes:
            columns = ", ".join(f'"{name}"' for name in sorted(change.values))
            # Names of tables and columns are PostgreSQL's own: they came from it.
            cursor.execute(
                f'UPDATE "{change.row.table}" SET ({columns}) = (SELECT {columns} FROM'  # noqa: S608
                f' jsonb_populate_record(NULL::"{change.row.table}", %s::jsonb))'
                " WHERE school_id = %s AND id = %s",
                [json.dumps(change.values), school, change.row.pk],
            )


def back(was: Mapping[str, Values], now: Iterable[Row]) -> list[Change]:
    """What puts the rows back to what they were."""
    return [
        Change(row, told)
        for row in now
        if (told := _changed(was[row.name], row.values))
    ]


def _same(old: Values, new: Values) -> bool:
    return all(new.get(column) == value for column, value in old.items())


def _changed(was: Values, now: Values) -> Values:
    return {column: value for column, value in was.items() if now.get(column) != value}
