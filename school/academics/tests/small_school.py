"""A small invented school for tests: two classes, a handful of people, a timetable."""

from dataclasses import dataclass, field
from datetime import date, time

from school.academics import enrolling
from school.academics.models import (
    Bell,
    Holiday,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
    TeachingLoad,
    TimetableSlot,
)
from school.people.models import Card, Employee
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, job_of
from school.walls.behind import behind

FIRST_DAY = date(2026, 9, 1)
BELLS = (
    (time(8, 30), time(9, 15)),
    (time(9, 25), time(10, 10)),
    (time(10, 30), time(11, 15)),
)
NAMES = ("Ёлкин Пётр", "Абрамова Алина", "Иванова Мария", "Жуков Лев", "Егоров Матвей")


@dataclass
class SmallSchool:
    """What was made, by the names that tests use."""

    school: School
    fifth: SchoolClass
    ninth: SchoolClass
    maths: StudyGroup
    ninth_maths: StudyGroup
    teacher: Card
    colleague: Card
    students: list[Card] = field(default_factory=list)
    ninth_student: Card | None = None

    @property
    def job(self) -> Actor:
        """The machine of this school."""
        return job_of(self.school.pk, name="test")


def build(name: str = "Школа № 12") -> SmallSchool:
    """Make a school with 5«Б» and 9«А», both taught mathematics by one teacher."""
    region, _ = Region.objects.get_or_create(
        slug="zaokskaya",
        defaults={"name": "Заокская область", "policy_line": "ryazan"},
    )
    place, _ = Municipality.objects.get_or_create(region=region, name="город Заречинск")
    school = School.objects.create(
        region=region, municipality=place, name=f"МБОУ «{name}»", short_name=name
    )
    with behind(job_of(school.pk, name="test")):
        _calendar(school)
        return _people(school)


def person(school: School, name: str, kind: str) -> Card:
    """A card «Фамилия Имя» of this school; an employee gets his employment too."""
    last, first = name.split()
    card = Card.objects.create(
        school=school,
        kind=kind,
        last_name=last,
        first_name=first,
        birth_date=date(1980, 2, 27) if kind == "employee" else date(2015, 5, 20),
    )
    if kind == Card.Kind.EMPLOYEE:
        Employee.objects.create(
            school=school,
            card=card,
            name=f"{last} {first[0]}.",
            position="учитель",
            since_date=date(2020, 9, 1),
        )
    return card


def group_of(school_class: SchoolClass, subject: str = "Математика") -> StudyGroup:
    """A whole-class group of a subject."""
    known, _ = Subject.objects.get_or_create(name=subject)
    return StudyGroup.objects.create(
        school_id=school_class.school_id,
        year=school_class.year,
        school_class=school_class,
        subject=known,
    )


def teach(group: StudyGroup, teacher: Card, since: date = FIRST_DAY) -> TeachingLoad:
    """Give the teacher the group, with no end."""
    return TeachingLoad.objects.create(
        school_id=group.school_id, group=group, teacher=teacher, since_date=since
    )


def slot(group: StudyGroup, teacher: Card, weekday: int, number: int) -> None:
    """One lesson a week."""
    TimetableSlot.objects.create(
        school_id=group.school_id,
        group=group,
        teacher=teacher,
        weekday=weekday,
        number=number,
        room="каб. 21",
        since_date=FIRST_DAY,
    )


def _calendar(school: School) -> None:
    SchoolYear.objects.create(
        school=school, year=2026, since_date=FIRST_DAY, until_date=date(2027, 5, 27)
    )
    for number, since, until in (
        (1, FIRST_DAY, date(2026, 10, 26)),
        (2, date(2026, 11, 5), date(2026, 12, 31)),
    ):
        Period.objects.create(
            school=school,
            year=2026,
            number=number,
            name=f"{number}-я четверть",
            since_date=since,
            until_date=until,
        )
    Holiday.objects.create(
        school=school,
        year=2026,
        name="Осенние каникулы",
        since_date=date(2026, 10, 26),
        until_date=date(2026, 11, 5),
    )
    for number, (starts, ends) in enumerate(BELLS, start=1):
        Bell.objects.create(school=school, number=number, starts=starts, ends=ends)


def _people(school: School) -> SmallSchool:
    fifth = SchoolClass.objects.create(school=school, year=2026, grade=5, letter="Б")
    ninth = SchoolClass.objects.create(school=school, year=2026, grade=9, letter="А")
    teacher = person(school, "Петрова Ирина", Card.Kind.EMPLOYEE)
    made = SmallSchool(
        school=school,
        fifth=fifth,
        ninth=ninth,
        maths=group_of(fifth),
        ninth_maths=group_of(ninth),
        teacher=teacher,
        colleague=person(school, "Соколова Елена", Card.Kind.EMPLOYEE),
    )
    for group in (made.maths, made.ninth_maths):
        teach(group, teacher)
    for name in NAMES:
        student = person(school, name, Card.Kind.STUDENT)
        enrolling.enrol(student=student, school_class=fifth, since=FIRST_DAY)
        made.students.append(student)
    made.ninth_student = person(school, "Соколов Артём", Card.Kind.STUDENT)
    enrolling.enrol(student=made.ninth_student, school_class=ninth, since=FIRST_DAY)
    for weekday, number in ((1, 1), (3, 2), (5, 1)):
        slot(made.maths, teacher, weekday, number)
    slot(made.ninth_maths, teacher, 3, 3)
    return made
