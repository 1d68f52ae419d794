"""Recording what happened at lessons that are over: topics, marks, absences, homework.

Only lessons that nobody has touched are recorded: what somebody wrote while trying
the product stays as he wrote it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db import connection

from school.demo import happening
from school.demo.attendance import Away
from school.demo.copying import copy, copy_lines, line
from school.demo.days import calendar
from school.demo.grading import Given
from school.demo.happening import Meeting, Member, Pupils
from school.demo.timetabled import read
from school.demo.unchecked import keys_at_once
from school.journal.models import WorkKind
from school.regions.models import School

_ATTENDED = timedelta(minutes=30)
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
# What all rows of a lesson have in common stands first and is written out once.
_OF_A_LESSON = ("school_id", "year", "lesson_id", "author_id", "changed_at")
_MARK = (
    *_OF_A_LESSON,
    "key",
    "student_id",
    "slot",
    "revision",
    "value",
    "number",
    "work_kind_id",
    "comment",
)
_ABSENCE = (*_OF_A_LESSON, "key", "student_id", "code", "minutes_late")
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
    homework: int = 0

    def __add__(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.made + other.made,
            self.lessons + other.lessons,
            self.marks + other.marks,
            self.absences + other.absences,
            self.homework + other.homework,
        )


@dataclass(slots=True)
class _Journal:
    """Where it is written: a school, its kinds of work, its clock."""

    school: int
    zone: ZoneInfo
    kinds: dict[str, int]
    absences: list[str] = field(default_factory=list)
    marks: dict[Given, str] = field(default_factory=dict)

    def kind_of(self, meeting: Meeting) -> int | None:
        """The kind of work of the whole lesson, if it is one."""
        return self.kinds[meeting.work.name] if meeting.work else None

    def given(self, one: Given) -> str:
        """What a mark is, apart from whose and where."""
        written = self.marks.get(one)
        if written is None:
            kind = self.kinds[one.kind] if one.kind else None
            written = line(one.slot, 1, one.value, one.value, kind, one.comment)
            self.marks[one] = written
        return written

    def ended(self, meeting: Meeting) -> datetime:
        """When its bell rings out."""
        return datetime.combine(meeting.date, meeting.ends, self.zone)


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
    journal = _Journal(school.pk, zone, _kinds(school.pk))
    moment = now if fresh else _midnight(now, zone)
    blank = [each for each in known.blank if journal.ended(each) <= moment]
    taught = [each for each in fresh if journal.ended(each) <= moment]
    over = [*blank, *taught]
    for meeting in over:
        happening.teach(meeting)
    _describe(journal, blank)
    with keys_at_once("lesson", "mark", "absence", "homework"):
        made = copy("lesson", _LESSON, (_lesson(journal, each) for each in fresh))
        _number(school.pk, fresh)
        pupils = Pupils(illness)
        marks = copy_lines("mark", _MARK, _happened(journal, over, pupils))
        absences = copy_lines("absence", _ABSENCE, journal.absences)
        following = happening.following([*known.lessons, *fresh])
        set_work = _homework(journal, over, following, known.set_for)
        homework = copy("homework", _HOMEWORK, set_work)
    return Recorded(made, len(over), marks, absences, homework)


def _kinds(school: int) -> dict[str, int]:
    return dict(WorkKind.objects.filter(school=school).values_list("name", "id"))


def _midnight(now: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _lesson(journal: _Journal, meeting: Meeting) -> tuple[object, ...]:
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


def _describe(journal: _Journal, blank: Sequence[Meeting]) -> None:
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


def _happened(
    journal: _Journal, over: Sequence[Meeting], pupils: Pupils
) -> Iterator[str]:
    """The marks, written out; absences are gathered on the way."""
    for meeting in over:
        ended = journal.ended(meeting)
        about = journal.school, calendar().year, meeting.id, meeting.teacher
        attended, marked = line(*about, ended - _ATTENDED), line(*about, ended)
        for member, away, marks in pupils.at(meeting):
            if away is not None:
                key, said = _key(meeting, member), _absent(away)
                journal.absences.append(f"{attended}\t{key}\t{member.student}\t{said}")
            for one in marks:
                key = _key(meeting, member, one.slot)
                given = journal.given(one)
                yield f"{marked}\t{key}\t{member.student}\t{given}"


@cache
def _absent(away: Away) -> str:
    return line(away.code, away.minutes_late)


def _key(meeting: Meeting, member: Member, slot: int = 0) -> int:
    """A public key out of two: hashing each would cost more than the rest of a row."""
    return meeting.key ^ member.key ^ slot


def _homework(
    journal: _Journal,
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
