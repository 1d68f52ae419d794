"""Rows for the diary's tests: two schools, their calendars, lessons and marks."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from school.academics.models import (
    Enrolment,
    Holiday,
    Membership,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
)
from school.journal.models import Absence, Homework, Lesson, Mark, Remark, WorkKind
from school.lib import clock
from school.people.models import Card
from school.regions.models import Municipality, Region, School
from school.walls.actor import job_of
from school.walls.behind import behind

YEAR = 2026
BEGIN = date(2026, 9, 1)
TIMES = {n: (time(7 + n, 30), time(8 + n, 15)) for n in range(1, 7)}


@dataclass
class Place:
    """A school under construction: every method writes behind its own walls."""

    school: School
    teacher: Card
    work: WorkKind
    test: WorkKind

    def pupil(self, name: str, **more: Any) -> Card:
        """A student's card."""
        values = {"kind": "student", "last_name": "Смирнов", "first_name": name}
        born = {"birth_date": date(2015, 5, 20)}
        return self.put(Card, **{**values, **born, **more})

    def group(self, subject: str, grade: int = 5, letter: str = "Б") -> StudyGroup:
        """A whole-class group of a subject; the class is made when it is missing."""
        topic, _ = Subject.objects.get_or_create(name=subject)
        with behind(job_of(self.school.pk, name="test")):
            one, _ = SchoolClass.objects.get_or_create(
                school=self.school, year=YEAR, grade=grade, letter=letter
            )
        return self.put(StudyGroup, year=YEAR, school_class=one, subject=topic)

    def enrol(
        self,
        pupil: Card,
        group: StudyGroup,
        since: date = BEGIN,
        until: date | None = None,
    ) -> None:
        """Into the group, and into its class unless the pupil is there already."""
        dates = {"since_date": since, "until_date": until}
        with behind(job_of(self.school.pk, name="test")):
            Enrolment.objects.get_or_create(
                school=self.school,
                student=pupil,
                school_class_id=group.school_class_id,
                defaults=dates,
            )
        self.put(Membership, student=pupil, group=group, **dates)

    def lesson(
        self, group: StudyGroup, day: date, number: int = 1, **more: Any
    ) -> Lesson:
        """A lesson of the group; ``homework`` is what is due at it."""
        starts, ends = TIMES[number]
        homework = more.pop("homework", "")
        values = {"group": group, "teacher": self.teacher, "date": day}
        clocks = {"number": number, "starts": starts, "ends": ends, "room": "каб. 21"}
        kind = {"work_kind": self.work, "year": YEAR}
        made = self.put(Lesson, **{**values, **clocks, **kind, **more})
        if homework:
            now = clock.now()
            self.put(Homework, year=YEAR, lesson=made, text=homework, changed_at=now)
        return made

    def mark(self, lesson: Lesson, pupil: Card, value: str, **more: Any) -> Mark:
        """A mark; ``value`` None is a withdrawn one."""
        number = int(value) if value and value.isdecimal() else None
        who = {"lesson": lesson, "student": pupil, "author": self.teacher}
        what = {"value": value, "number": number, "changed_at": clock.now()}
        return self.put(Mark, year=YEAR, **{**who, **what, **more})

    def absence(self, lesson: Lesson, pupil: Card, code: str, **more: Any) -> Absence:
        """An absence with a letter."""
        who = {"lesson": lesson, "student": pupil, "author": self.teacher}
        return self.put(
            Absence, year=YEAR, code=code, changed_at=clock.now(), **who, **more
        )

    def remark(self, lesson: Lesson, pupil: Card, text: str | None) -> Remark:
        """A reproof; ``text`` None is one that was taken back."""
        who = {"lesson": lesson, "student": pupil, "author": self.teacher}
        what = {"kind": "reproof", "text": text, "changed_at": clock.now()}
        return self.put(Remark, year=YEAR, **who, **what)

    def put(self, model: Any, **values: Any) -> Any:
        """A row of the school."""
        with behind(job_of(self.school.pk, name="test")):
            return model.objects.create(school=self.school, **values)

    def change(self, thing: Any, **values: Any) -> None:
        """Other values for a row of the school."""
        with behind(job_of(self.school.pk, name="test")):
            type(thing).objects.filter(pk=thing.pk).update(**values)


def region() -> Region:
    """The one region of these tests."""
    found, _ = Region.objects.get_or_create(
        slug="zaokskaya", name="Заокская область", policy_line="ryazan"
    )
    return found


def place(name: str) -> Place:
    """A school with the calendar of 2026/27."""
    town, _ = Municipality.objects.get_or_create(region=region(), name="Заречинск")
    school = School.objects.create(
        region=region(), municipality=town, name=f"МБОУ «{name}»", short_name=name
    )
    with behind(job_of(school.pk, name="test")):
        teacher = Card.objects.create(
            school=school,
            kind="employee",
            last_name="Петрова",
            first_name="Ирина",
            birth_date=date(1980, 2, 27),
        )
        work = WorkKind.objects.create(
            school=school, name="Работа на уроке", short_name="РУ", weight=1
        )
        test = WorkKind.objects.create(
            school=school, name="Контрольная работа", short_name="КР", weight=3
        )
        _calendar(school)
    return Place(school=school, teacher=teacher, work=work, test=test)


def _calendar(school: School) -> None:
    def span(since: date, until: date) -> dict[str, Any]:
        return {
            "school": school,
            "year": YEAR,
            "since_date": since,
            "until_date": until,
        }

    SchoolYear.objects.create(**span(BEGIN, date(2027, 5, 29)))
    autumn = span(date(2026, 10, 26), date(2026, 11, 2))
    Holiday.objects.create(name="Осенние каникулы", **autumn)
    first, second = (
        span(BEGIN, date(2026, 10, 26)),
        span(date(2026, 11, 2), date(2026, 12, 30)),
    )
    Period.objects.create(number=1, name="1-я четверть", **first)
    Period.objects.create(number=2, name="2-я четверть", **second)
