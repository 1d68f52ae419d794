"""The sheet of current marks («ведомость текущих отметок») of a student who leaves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from school.lib.postgres.queries import Query
from school.people.models import Card

_SHEET = Query(__file__, "mark_sheet")


class SheetLine(NamedTuple):
    """One mark: its key where it was put, the subject's id, and what was written."""

    mark: int
    subject: int
    date: date
    value: str
    number: Decimal | None
    weight: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """All marks of a student in one school year, from the school ``origin``."""

    origin: str
    year: int
    lines: tuple[SheetLine, ...]


def issue(*, student: Card, origin: str, year: int, on: date) -> MarkSheet:
    """The sheet as the leaving school issues it: marks of lessons before the day.

    Behind that school's walls; one query, which writes nothing. Withdrawn marks are
    not in it.
    """
    rows = _SHEET.rows(
        {"school": student.school_id, "student": student.pk, "year": year, "on": on}
    )
    return MarkSheet(origin, year, tuple(SheetLine(*row) for row in rows))
