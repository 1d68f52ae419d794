"""Weeks of the diary on paper: of one student, of all so marked, or of a class.

«Школа обязана показать оценки и без Госуслуг». The same weeks as on a screen, read for
the students of one class by whoever leads it or administers the school.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from school.academics.models import SchoolClass
from school.diary import frame as frames
from school.diary import week as weeks
from school.diary.frame import Frame
from school.diary.schooldays import year_of
from school.diary.spread import Spread, open_at
from school.people.models import Card
from school.people.names import FullName
from school.rights.glance import glance_at_all
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.behind import behind


class Sheet(NamedTuple):
    """The paper of one student; ``place`` is «5«Б», Школа № 12»."""

    name: str
    place: str
    spreads: tuple[Spread, ...]


def print_weeks(
    by: Visitor,
    school_class: SchoolClass,
    students: Sequence[Card],
    weeks_asked: Sequence[date],
) -> list[Sheet]:
    """The papers of these students of the class; the weeks are named by their Mondays.

    A transaction of its own, in which the walls know whose diaries are asked for; one
    query for each student and week. Raises PermissionDenied for whoever may not print.
    """
    asked = replace(by.actor(), students=tuple(card.pk for card in students))
    with behind(asked):
        glance_at_all(by, Action.PRINT_DIARY, school_class, students)
        frame = frames.read_all(frames.fetch(year_of(weeks_asked[-1])))
        return [
            Sheet(
                _name_of(card),
                f"{school_class.label()}, {frame.schools[card.school_id]}",
                tuple(_spreads(frame, card.key, weeks_asked, by.today)),
            )
            for card in students
        ]


def _name_of(card: Card) -> str:
    return FullName(card.last_name, card.first_name, card.patronymic).full


def _spreads(
    frame: Frame, key: int, mondays: Sequence[date], today: date
) -> Iterator[Spread]:
    child = frame.child(key)
    if child is None:
        return
    for monday in mondays:
        week = weeks.read(weeks.fetch(child, monday))
        yield open_at(child, frame, week, chosen=monday, today=today)
