"""Noting, as rows to be copied in, what a journal says of students: marks, debts,
absences, remarks. Hundreds of thousands of them: here a line's time counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from school.demo import grading
from school.demo.attendance import Away
from school.demo.copying import line
from school.demo.days import calendar
from school.demo.grading import Given
from school.demo.happening import Meeting, Member
from school.demo.pupils import Pupils
from school.journal.scale import DEBT

_ATTENDED = timedelta(minutes=30)

# What all rows of a lesson have in common stands first and is written out once.
_OF_A_LESSON = ("school_id", "year", "lesson_id", "author_id", "changed_at")
MARK = (
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
ABSENCE = (*_OF_A_LESSON, "key", "student_id", "code", "minutes_late")
REMARK = (*_OF_A_LESSON, "student_id", "kind", "text")


@dataclass(slots=True)
class Journal:
    """A school's journal as it stands at a moment: its clock, its kinds of work by
    name, and the rows that were noted beside the marks."""

    school: int
    zone: ZoneInfo
    moment: datetime
    kinds: dict[str, int]
    absences: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _given: dict[Given, str] = field(default_factory=dict)

    def kind_of(self, meeting: Meeting) -> int | None:
        """The kind of work of the whole lesson, if it is one."""
        return self.kinds[meeting.work.name] if meeting.work else None

    def ended(self, meeting: Meeting) -> datetime:
        """When its bell rings out."""
        return datetime.combine(meeting.date, meeting.ends, self.zone)

    def marks(self, over: Sequence[Meeting], pupils: Pupils) -> Iterator[str]:
        """The marks of the lessons; absences and remarks are gathered on the way."""
        for meeting in over:
            ended = self.ended(meeting)
            attended = self._about(meeting, ended - _ATTENDED)
            about = self._about(meeting, ended)
            for member, away, marks, word in pupils.at(meeting):
                key, student = meeting.key ^ member.key, member.student
                if away is not None:
                    said = _absent(away)
                    self.absences.append(f"{attended}\t{key}\t{student}\t{said}")
                if word is not None:
                    self.remarks.append(f"{about}\t{line(student, *word)}")
                for one in marks:
                    if one.value is None:
                        yield self._debt(meeting, member, one)
                    else:
                        given = self._mark(one)
                        yield f"{about}\t{key ^ one.slot}\t{student}\t{given}"

    def _about(self, meeting: Meeting, at: datetime) -> str:
        year = calendar().year
        return line(self.school, year, meeting.id, meeting.teacher, at)

    def _mark(self, one: Given) -> str:
        """What a mark is, apart from whose and where."""
        written = self._given.get(one)
        if written is None:
            kind = self.kinds[one.kind] if one.kind else None
            written = line(one.slot, 1, one.value, one.value, kind, one.comment)
            self._given[one] = written
        return written

    def _debt(self, meeting: Meeting, member: Member, one: Given) -> str:
        """A debt, or the mark with which it has been paid meanwhile."""
        key = meeting.key ^ member.key ^ one.slot
        paid, at = grading.paid(key), self.ended(meeting)
        value: object = DEBT
        number, revision = None, 1
        if paid is not None and at + timedelta(paid.days) <= self.moment:
            at += timedelta(paid.days)
            value = number = paid.value
            revision = 2
        mine = line(key, member.student, one.slot, revision, value, number, None, "")
        return f"{self._about(meeting, at)}\t{mine}"


@cache
def _absent(away: Away) -> str:
    return line(away.code, away.minutes_late)
