"""Marks in the words of OneRoster: kinds of work, lessons that have marks, the marks.

A lesson has one line item for each kind of work that its marks are given for; of a mark
without a kind the item is «Отметка». Absences, remarks and homework have no place in
the standard.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from school.academics.models import Period
from school.exchange.oneroster import keys
from school.exchange.oneroster.package import Row
from school.journal.models import Mark, WorkKind
from school.regions.models import School

_DEBT = "·"
_ANY = "Отметка"
_AT_ONCE = 5000


def categories(school: School) -> Iterator[Row]:
    """Kinds of work and what their marks weigh."""
    yield {"sourcedId": _kind(school, None), "title": _ANY, "weight": "1"}
    for one in WorkKind.objects.filter(school=school).order_by("position", "pk"):
        yield {
            "sourcedId": keys.of(one.key),
            "title": one.name,
            "weight": f"{one.weight:f}",
        }


def line_items(school: School, year: int) -> Iterator[Row]:
    """Lessons that have marks, by kinds of work."""
    periods = list(Period.objects.filter(school=school, year=year).order_by("number"))
    items = _marks(school, year).values(
        "lesson__key", "kind", "lesson__date", "lesson__topic", "lesson__group__key"
    )
    ordered = items.distinct().order_by("lesson__date", "lesson__key", "kind")
    for one in ordered.iterator(_AT_ONCE):
        yield {
            "sourcedId": _item(one["lesson__key"], one["kind"]),
            "title": one["lesson__topic"] or _ANY,
            "assignDate": str(one["lesson__date"]),
            "dueDate": str(one["lesson__date"]),
            "classSourcedId": keys.of(one["lesson__group__key"]),
            "categorySourcedId": _kind(school, one["kind"]),
            "academicSessionSourcedId": _session(
                school, year, one["lesson__date"], periods
            ),
            "schoolSourcedId": keys.of(school.key),
        }


def results(school: School, year: int) -> Iterator[Row]:
    """The marks that stand. A debt («точка») is what was not submitted."""
    marks = _marks(school, year).values(
        "key",
        "lesson__key",
        "kind",
        "lesson__date",
        "lesson__group__key",
        "student__key",
        "value",
        "number",
        "comment",
    )
    for one in marks.order_by("pk").iterator(_AT_ONCE):
        debt = one["value"] == _DEBT
        yield {
            "sourcedId": keys.of(one["key"]),
            "lineItemSourcedId": _item(one["lesson__key"], one["kind"]),
            "studentSourcedId": keys.of(one["student__key"]),
            "scoreStatus": "not submitted" if debt else "fully graded",
            "score": "" if one["number"] is None else f"{one['number']:f}",
            "scoreDate": str(one["lesson__date"]),
            "comment": one["comment"],
            "textScore": "" if debt else one["value"],
            "classSourcedId": keys.of(one["lesson__group__key"]),
            "missing": "true" if debt else "",
        }


def _marks(school: School, year: int) -> QuerySet[Any]:
    """Those that stand, each with the key of the kind of work it is given for."""
    found = Mark.objects.filter(school=school, year=year, value__isnull=False)
    kind = Coalesce(F("work_kind__key"), F("lesson__work_kind__key"))
    return found.annotate(kind=kind)


def _item(lesson: int, kind: int | None) -> str:
    return keys.tied(lesson, *([kind] if kind is not None else []))


def _kind(school: School, kind: int | None) -> str:
    return keys.tied(school.key, "any") if kind is None else keys.of(kind)


def _session(school: School, year: int, on: date, periods: list[Period]) -> str:
    """The grading period of a day; the whole year for a day that is in none."""
    for one in periods:
        if one.since_date <= on < one.until_date:
            return keys.period(school.key, year, one.number)
    return keys.year(school.key, year)
