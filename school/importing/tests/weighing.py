"""A file read as in life, in a process of its own that is weighed; and then judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from school.importing import (
    employees,
    loads,
    members,
    students,
    timetable,
    uploads,
)
from school.importing.lines import remark_of
from school.importing.lists import Table
from school.importing.naming import Subjects
from school.importing.students import clashes
from school.importing.tables import apart
from school.importing.tables.table import Book, Refused, of_json
from school.importing.verdicts import Standing
from school.lib.tests.scales import weigh

_TODAY = date(2026, 11, 18)
_EMPTY = Standing((), (), frozenset(), frozenset(), frozenset({"5А", "5Б"}))

_NOBODY = employees.comparing.Staff((), {}, {})
_NOTHING = loads.comparing.Study(
    (), Subjects([(1, "Математика")]), frozenset({"5А"}), {}
)


@dataclass(frozen=True)
class Weighed:
    """What was read, and the most memory that its process held, in bytes."""

    read: Book | Refused
    bytes: int


def weighed(content: bytes) -> Weighed:
    """By the command of `apart`, whose answer this must be."""
    answer, weight = weigh("school.importing.tables", content)
    book = apart._TOO_MUCH if answer is None else of_json(answer.decode())
    return Weighed(book, weight)


def judged(book: Book | Refused) -> int:
    """Go the whole way of a list with it, up to its page; how many rows it shows."""
    tables = book if isinstance(book, Refused) else uploads.lists_in(book)
    if isinstance(tables, Refused):
        assert tables.sentence
        return 0
    lines = (table.kind.line_of(row) for table in tables for row in _rows(table))
    return sum(bool(remark_of(line)) for line in lines)


def _rows(table: Table) -> Sequence[Any]:
    """The list beside a school in which there is nobody and nothing."""
    if table.kind.name == "students":
        marked = clashes.marked(table.told_by(students.reading.read, _TODAY))
        return students.comparing.compare(marked, _EMPTY, _digest, {})
    if table.kind.name == "employees":
        told = table.told_by(employees.reading.read, _TODAY)
        return employees.comparing.compare(told, _NOBODY, _digest, {})
    if table.kind.name == "loads":
        return loads.comparing.compare(
            table.told_by(loads.reading.read, _TODAY), _NOTHING
        )
    if table.kind.name == "members":
        parts = members.comparing.Parts(_NOTHING.subjects, (), frozenset(), {})
        return members.comparing.compare(
            table.told_by(members.reading.read, _TODAY), parts
        )
    week = timetable.comparing.Week(_NOTHING, (), frozenset({(1, 1)}))
    return timetable.comparing.compare(
        timetable.kind.told_by(table, week, _TODAY), week
    )


def _digest(_: str, text: str) -> str:
    return text
