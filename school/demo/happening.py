"""What happens at lessons: when they are held, what is taught, asked and set. Pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache

from school.demo import chance, syllabus
from school.demo.days import calendar
from school.demo.syllabus import Plan, Work
from school.importing.beginning import standard


@dataclass(frozen=True, slots=True)
class Weekly:
    """A group's place in the timetable, half-open; ids are the database's."""

    teacher: int
    weekday: int
    shift: int
    number: int
    room: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A student's place in a group, half-open; ``shown`` are looked at first."""

    student: int
    key: int
    since: date
    until: date | None
    shown: bool


@dataclass(slots=True)
class Taught:
    """A group with its subject, its weekly places and its members."""

    id: int
    key: int
    grade: int
    subject: str
    weekly: list[Weekly] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


@dataclass(slots=True)
class Meeting:
    """One lesson; ``id`` is 0 until the database has it."""

    group: Taught
    key: int
    teacher: int
    date: date
    number: int
    starts: time
    ends: time
    room: str = ""
    id: int = 0
    topic: str = ""
    work: Work | None = None
    ordinal: int = 0


def meetings(groups: Sequence[Taught], since: date, until: date) -> list[Meeting]:
    """The lessons of the groups by their weekly places, half-open, in time's order."""
    found = [
        _meeting(group, place, day)
        for group in groups
        for place in group.weekly
        for day in _days(group.grade, place.weekday)
        if since <= day < until and is_in(place, day)
    ]
    found.sort(key=lambda each: (each.date, each.starts, each.group.key))
    return found


def teach(meeting: Meeting) -> None:
    """Find the topic and its kind of work: the group's plan at the lesson's place. The
    first topic is the second quarter's first."""
    plan, group = _plan(meeting), meeting.group
    meeting.ordinal = _before(group, meeting.date, meeting.number)
    first = _before(group, _second_quarter())
    meeting.topic = plan.topics[(meeting.ordinal - first) % len(plan.topics)]
    meeting.work = work_of(meeting.topic)


def homework_after(meeting: Meeting) -> str:
    """What is set at a lesson that has been taught, "" for nothing.

    The book is gone through evenly: the plan's paragraph and number are where the
    second quarter begins.
    """
    plan, ordinal = _plan(meeting), meeting.ordinal
    quarter = max(1, _before(meeting.group, _second_quarter()))
    number = 1 + (plan.number - 1) * ordinal // quarter
    return plan.homework[ordinal % len(plan.homework)].format(
        p=1 + (plan.paragraph - 1) * ordinal // quarter, n=number, m=number + 2
    )


def following(lessons: Sequence[Meeting]) -> dict[int, Meeting]:
    """The next lesson of the same group, by a lesson's key."""
    last: dict[int, Meeting] = {}
    found = {}
    for lesson in lessons:
        before = last.get(lesson.group.id)
        if before is not None:
            found[before.key] = lesson
        last[lesson.group.id] = lesson
    return found


def is_in(fact: Weekly | Member, day: date) -> bool:
    """Whether a half-open fact is in force on the day."""
    return fact.since <= day and (fact.until is None or day < fact.until)


@cache
def work_of(topic: str) -> Work | None:
    """The kind of work that the topic begins with."""
    return next(
        (
            work
            for work in syllabus.works()
            if work.begins and topic.startswith(work.begins)
        ),
        None,
    )


def _meeting(group: Taught, place: Weekly, day: date) -> Meeting:
    ring = _rings()[place.shift, place.number]
    return Meeting(
        group,
        chance.key("lesson", group.key, day, place.number),
        place.teacher,
        day,
        place.number,
        ring.starts,
        ring.ends,
        place.room,
    )


@cache
def _rings() -> Mapping[tuple[int, int], standard.Ring]:
    return {(ring.shift, ring.number): ring for ring in standard.rings()}


def _plan(meeting: Meeting) -> Plan:
    return syllabus.plans()[meeting.group.grade, meeting.group.subject]


def _before(group: Taught, day: date, number: int = 0) -> int:
    """How many lessons the group has in the year before the one with that number."""
    places = {(place.weekday, place.number) for place in group.weekly}
    return sum(
        bisect_left(_days(group.grade, weekday), day) for weekday, _ in places
    ) + sum(1 for weekday, n in places if weekday == day.isoweekday() and n < number)


def _second_quarter() -> date:
    return calendar().periods[1].since


@cache
def _days(grade: int, weekday: int) -> tuple[date, ...]:
    """The grade's days with lessons that fall on a weekday, of the whole year."""
    year = calendar()
    days = year.days(year.since, year.until, grade)
    return tuple(day for day in days if day.isoweekday() == weekday)
