"""Recording what happened at lessons that are over.

Only lessons that nobody has touched are recorded: what somebody wrote while trying
the product stays as he wrote it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection

from school.demo import happening, noting, paying
from school.demo.copying import copy, copy_lines
from school.demo.days import calendar
from school.demo.happening import Meeting
from school.demo.noting import Journal
from school.demo.pupils import Pupils
from school.demo.timetabled import read
from school.demo.unchecked import keys_at_once
from school.journal.models import WorkKind
from school.regions.models import School

_LESSON = (
    "school_id",
    "key",
    "year",
    "group_id",
    "teacher_id",
    "date",
    "number",
    "starts",
    "ends",
    "room",
    "topic",
    "state",
    "work_kind_id",
)
_HOMEWORK = (
    "school_id",
    "year",
    "lesson_id",
    "given_at_lesson_id",
    "text",
    "changed_at",
)
_IDS = "SELECT key, id FROM lesson WHERE school_id = %s AND key = ANY (%s)"
_TAUGHT = """
UPDATE lesson l SET topic = t.topic, work_kind_id = t.kind
FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS t (id, topic, kind)
WHERE l.school_id = %s AND l.id = t.id
"""


@dataclass(slots=True)
class Recorded:
    """How many rows were written."""

    made: int = 0
    lessons: int = 0
    marks: int = 0
    absences: int = 0
    remarks: int = 0
    homework: int = 0

    def __add__(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.made + other.made,
            self.lessons + other.lessons,
            self.marks + other.marks,
            self.absences + other.absences,
            self.remarks + other.remarks,
            self.homework + other.homework,
        )


def keep_up(
    school: School,
    classes: Sequence[int],
    *,
    since: date,
    until: date,
    now: datetime,
    zone: ZoneInfo,
    illness: str,
) -> Recorded:
    """Make the classes' lessons up to ``until`` and record those that are over.

    Lessons before ``since`` are left alone. When there was nothing to make, only
    days that have passed are recorded, so that a day that goes on stays as it is.
    """
    known = read(school.pk, classes, since)
    fresh = happening.meetings(known.groups, max(since, known.made_until), until)
    moment = now if fresh else _midnight(now, zone)
    journal = Journal(school.pk, zone, moment, _kinds(school.pk))
    blank = [each for each in known.blank if journal.ended(each) <= moment]
    taught = [each for each in fresh if journal.ended(each) <= moment]
    over = [*blank, *taught]
    for meeting in over:
        happening.teach(meeting)
    _describe(journal, blank)
    if known.lessons:
        paying.pay(school.pk, classes, moment, zone)
    with keys_at_once("lesson", "mark", "absence", "remark", "homework"):
        made = copy("lesson", _LESSON, (_lesson(journal, each) for each in fresh))
        _number(school.pk, fresh)
        marks = copy_lines("mark", noting.MARK, journal.marks(over, Pupils(illness)))
        absences = copy_lines("absence", noting.ABSENCE, journal.absences)
        remarks = copy_lines("remark", noting.REMARK, journal.remarks)
        following = happening.following([*known.lessons, *fresh])
        set_work = _homework(journal, over, following, known.set_for)
        homework = copy("homework", _HOMEWORK, set_work)
    return Recorded(made, len(over), marks, absences, remarks, homework)


def _kinds(school: int) -> dict[str, int]:
    return dict(WorkKind.objects.filter(school=school).values_list("name", "id"))


def _midnight(now: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _lesson(journal: Journal, meeting: Meeting) -> tuple[object, ...]:
    return (
        journal.school,
        meeting.key,
        calendar().year,
        meeting.group.id,
        meeting.teacher,
        meeting.date,
        meeting.number,
        meeting.starts,
        meeting.ends,
        meeting.room,
        meeting.topic,
        "planned",
        journal.kind_of(meeting),
    )


def _number(school: int, fresh: Sequence[Meeting]) -> None:
    """Learn the ids that the database gave to the new lessons."""
    if not fresh:
        return
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [school, [each.key for each in fresh]])
        ids = dict(cursor.fetchall())
    for meeting in fresh:
        meeting.id = ids[meeting.key]


def _describe(journal: Journal, blank: Sequence[Meeting]) -> None:
    if not blank:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _TAUGHT,
            [
                [each.id for each in blank],
                [each.topic for each in blank],
                [journal.kind_of(each) for each in blank],
                journal.school,
            ],
        )


def _homework(
    journal: Journal,
    over: Sequence[Meeting],
    following: dict[int, Meeting],
    set_for: frozenset[int],
) -> Iterator[tuple[object, ...]]:
    """What was set, for the group's next lesson on another day."""
    for meeting in over:
        due = following.get(meeting.key)
        text = happening.homework_after(meeting)
        if due is None or due.date == meeting.date or not text or due.id in set_for:
            continue
        yield (
            journal.school,
            calendar().year,
            due.id,
            meeting.id,
            text,
            journal.ended(meeting),
        )
