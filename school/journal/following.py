"""Following: dated lessons ahead go after a week that has changed.

Only bare ones do: a lesson into which somebody has written, or that has begun, stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from school.academics.models import TimetableSlot
from school.journal.models import Absence, Homework, Lesson, Mark, Remark

_OF_A_LESSON = (Mark, Absence, Homework, Remark)


class Hour(NamedTuple):
    """When a group meets in a week: its id, weekday 1 (Monday) to 6, number."""

    group: int
    weekday: int
    number: int


class Given(NamedTuple):
    """Who gives a lesson, by the card's id, and where."""

    teacher: int
    room: str


def touched(*, school: int, now: datetime, groups: Iterable[int]) -> Counter[Hour]:
    """How many lessons of these groups stay, from ``now`` of the school's clock on."""
    ahead = Lesson.objects.filter(school=school, date__gte=now.date(), group__in=groups)
    ahead = ahead.only("group", "date", "number")
    every = Counter(map(_hour, ahead))
    every.subtract(map(_hour, _bare(ahead, school=school, now=now)))
    return +every


def give(
    *,
    school: int,
    now: datetime,
    changes: Mapping[Hour, tuple[Given, Given]],
) -> int:
    """Bare lessons at these hours as the week has them now; before, and then. How many.

    One whose teacher or room was another already is left. Inside a deed, or behind a
    job.
    """
    found = Lesson.objects.filter(
        school=school, group__in={one.group for one in changes}
    )
    moved = []
    for lesson in _bare(found, school=school, now=now):
        before, then = changes.get(_hour(lesson), (None, None))
        if then is not None and before == (lesson.teacher_id, lesson.room):
            lesson.teacher_id, lesson.room = then
            moved.append(lesson)
    Lesson.objects.bulk_update(moved, ["teacher", "room"], batch_size=500)
    return len(moved)


def drop(*, school: int, now: datetime, gone: Iterable[Hour] = ()) -> int:
    """Remove bare lessons that the week asked for and asks for no more. How many.

    Those of weekly lessons that have ended, and of the hours that are ``gone`` without
    a trace. Behind the walls of the school's job: nobody else removes a lesson.
    """
    slots = TimetableSlot.objects.filter(school=school)
    columns = ("group", "weekday", "number", "since_date", "until_date")
    spans: dict[Hour, list[tuple[date, date | None]]] = {hour: [] for hour in gone}
    for group, weekday, number, since, until in slots.values_list(*columns):
        spans.setdefault(Hour(group, weekday, number), []).append((since, until))
    was = {
        hour
        for hour, lasted in spans.items()
        if not lasted or any(until is not None for _, until in lasted)
    }
    found = Lesson.objects.filter(school=school, group__in={one.group for one in was})
    idle = [
        lesson.pk
        for lesson in _bare(found, school=school, now=now)
        if _hour(lesson) in was and not _is_asked(lesson.date, spans[_hour(lesson)])
    ]
    # Whoever writes into one meanwhile waits for the lock, or was here first.
    list(Lesson.objects.select_for_update().filter(school=school, pk__in=idle))
    still_bare = _bare(
        Lesson.objects.filter(school=school, pk__in=idle), school=school, now=now
    )
    removed, _ = still_bare.delete()
    return removed


def _hour(lesson: Lesson) -> Hour:
    return Hour(lesson.group_id, lesson.date.isoweekday(), lesson.number)


def _is_asked(day: date, spans: Iterable[tuple[date, date | None]]) -> bool:
    return any(
        since <= day and (until is None or day < until) for since, until in spans
    )


def _bare(lessons: QuerySet[Lesson], *, school: int, now: datetime) -> QuerySet[Lesson]:
    """Those ahead that are as the timetable made them."""
    begins = Q(date__gt=now.date()) | Q(date=now.date(), starts__gt=now.time())
    bare = lessons.filter(begins, topic="", state=Lesson.State.PLANNED, work_kind=None)
    for written in _OF_A_LESSON:
        of_it = written._default_manager.filter(
            school=school, year=OuterRef("year"), lesson=OuterRef("pk")
        )
        bare = bare.exclude(Exists(of_it))
    given_at = Homework.objects.filter(school=school).exclude(given_at_lesson=None)
    return bare.exclude(pk__in=given_at.values("given_at_lesson"))
