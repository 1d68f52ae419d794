"""What a lesson says of its students: who was away, marks, remarks. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from school.demo import attendance, chance, curriculum, grading, remarking
from school.demo.attendance import Away, Week
from school.demo.grading import Given
from school.demo.happening import Meeting, Member, is_in
from school.demo.remarking import Word
from school.lib import dates


class Noted(NamedTuple):
    """What the journal of a lesson says of a student."""

    member: Member
    away: Away | None
    marks: Sequence[Given]
    word: Word | None


@dataclass(slots=True)
class Pupils:
    """What luck says of students: their levels, their weeks. Weeks are forgotten when
    a later one begins."""

    illness: str
    levels: dict[int, float] = field(default_factory=dict)
    weeks: dict[int, Week] = field(default_factory=dict)
    monday: date = date.min

    def at(self, meeting: Meeting) -> Iterator[Noted]:
        """Each student of whom the journal of a lesson says something."""
        self._turn(meeting.date)
        luck, group = chance.luck_of(meeting.key), meeting.group
        marked = curriculum.is_marked(group.grade, group.subject)
        here = [each for each in group.members if is_in(each, meeting.date)]
        asked = grading.asked(group.subject, group.grade, len(here), meeting.work)
        words = remarking.said(luck, meeting.date, meeting.number, here)
        for member in here:
            week = self._week(member)
            away = attendance.away(week, meeting.date, meeting.number) if week else None
            marks: Sequence[Given] = ()
            word = None
            if away is None or away.present:
                word = words.get(member.key)
                if marked and grading.is_asked(luck, asked, shown=member.shown):
                    level = self._level(member)
                    marks = grading.given(luck, level, asked, shown=member.shown)
            if marks or word is not None or away is not None:
                yield Noted(member, away, marks, word)

    def _turn(self, day: date) -> None:
        monday = dates.monday(day)
        if monday != self.monday:
            self.monday = monday
            self.weeks.clear()

    def _week(self, member: Member) -> Week:
        week = self.weeks.get(member.key)
        if week is None:
            week = self.weeks[member.key] = attendance.week_of(
                member.key, self.monday, illness=self.illness, hale=member.shown
            )
        return week

    def _level(self, member: Member) -> float:
        level = self.levels.get(member.key)
        if level is None:
            level = self.levels[member.key] = grading.level_of(
                member.key, shown=member.shown
            )
        return level
