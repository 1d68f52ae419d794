"""A teacher's lessons of one day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from school.academics import timetable
from school.journal.models import Lesson
from school.lib.postgres.queries import Query
from school.rights.visitor import Visitor

_STATES = Query(__file__, "day_states")
_SUNDAY = 6
FIRST, LAST = date(2000, 1, 3), date(2099, 12, 26)


@dataclass(frozen=True, slots=True)
class LessonOfDay:
    """A lesson and what is already written at it.

    ``stage`` is ``past``, ``now`` or ``later``. ``lacks_homework`` is False when there
    is no lesson yet that it could be due at.
    """

    lesson: Lesson
    stage: str
    marks: int
    lacks_homework: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """The day, its lessons, the school days beside it.

    On a day without lessons ``why_free`` says why ("" when nobody knows), ``next`` is
    the next day on which the visitor has one and ``last`` the one before. For who has
    none to come ``school_opens`` is the school's next day, when it rests on this one.
    """

    day: date
    lessons: tuple[LessonOfDay, ...]
    before: date
    after: date
    why_free: str = ""
    next: date | None = None
    last: date | None = None
    school_opens: date | None = None


def read(visitor: Visitor, day: date, *, now: datetime) -> Agenda:
    """The lessons that the visitor teaches on a day, by the school's clock.

    Two queries; four or five on a day without lessons.
    """
    taught = Lesson.objects.taught_by(visitor)
    found = list(
        taught.filter(date=day)
        .select_related("group__school_class", "group__subject")
        .order_by("starts", "number", "pk")
    )
    before, after = _beside(day, -1), _beside(day, 1)
    if found:
        return Agenda(
            day, _with_states(found, now.astimezone(visitor.zone)), before, after
        )
    days = taught.filter(state=Lesson.State.PLANNED).values_list("date", flat=True)
    following = days.filter(date__gt=day).order_by("date").first()
    return Agenda(
        day,
        (),
        before,
        after,
        why_free=timetable.why_free(school=visitor.school or 0, day=day),
        next=following,
        last=days.filter(date__lt=day).order_by("-date").first(),
        school_opens=None if following else _opens(visitor.school or 0, day),
    )


def _opens(school: int, day: date) -> date | None:
    """The next day of a school that rests on the day."""
    opens = timetable.school_day_from(school=school, day=day)
    return None if opens == day else opens


def _with_states(lessons: list[Lesson], now: datetime) -> tuple[LessonOfDay, ...]:
    rows: dict[int, Any] = {
        row.id: row
        for row in _STATES.rows(
            {
                "school": lessons[0].school_id,
                "year": lessons[0].year,
                "lessons": [lesson.pk for lesson in lessons],
            }
        )
    }
    return tuple(
        LessonOfDay(
            lesson,
            stage=_stage(lesson, now),
            marks=rows[lesson.pk].marks,
            lacks_homework=rows[lesson.pk].has_next
            and not rows[lesson.pk].has_homework,
        )
        for lesson in lessons
    )


def _stage(lesson: Lesson, now: datetime) -> str:
    moment = (now.date(), now.time())
    if moment < (lesson.date, lesson.starts):
        return "later"
    return "now" if moment < (lesson.date, lesson.ends) else "past"


def _beside(day: date, step: int) -> date:
    """The day before or after; Sunday is stepped over."""
    beside = day + timedelta(days=step)
    if beside.weekday() == _SUNDAY:
        beside += timedelta(days=step)
    return min(max(beside, FIRST), LAST)
