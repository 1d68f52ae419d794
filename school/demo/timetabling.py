"""Classes, groups, loads and the weekly timetable."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from school.academics import enrolling
from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
    Subject,
    TeachingLoad,
    TimetableSlot,
)
from school.demo import chance, invented
from school.demo.days import calendar
from school.demo.founding import Schools
from school.demo.invented import Form, Group
from school.demo.settling import Cards
from school.people.models import Card


@dataclass(frozen=True, slots=True)
class _Term:
    """Who teaches from when until when; half-open, None is «still»."""

    teacher: Card
    since: date
    until: date | None


def timetable(schools: Schools, staff: Cards, students: Cards, today: date) -> None:
    """Make the four classes with everything that a lesson is made from."""
    subjects = {subject.name: subject for subject in Subject.objects.all()}
    for form in invented.forms():
        made = _school_class(schools, staff, form)
        members = [students[form.school, pupil.name.full] for pupil in form.pupils]
        Enrolment.objects.bulk_create(
            Enrolment(
                school_id=made.school_id,
                student=student,
                school_class=made,
                since_date=calendar().since,
            )
            for student in members
        )
        groups = _groups(made, form, subjects)
        for group, row in groups:
            _members(group, row, form, members)
            _lessons(group, row, form, _terms(staff, form.school, row.teacher, today))


def _school_class(schools: Schools, staff: Cards, form: Form) -> SchoolClass:
    school = schools[form.school]
    made = SchoolClass.objects.create(
        school=school,
        key=chance.key("class", form.school, form.grade, form.letter),
        year=calendar().year,
        grade=form.grade,
        letter=form.letter,
    )
    ClassTeacher.objects.create(
        school=school,
        school_class=made,
        teacher=staff[form.school, form.teacher],
        since_date=calendar().since,
    )
    return made


def _groups(
    made: SchoolClass, form: Form, subjects: dict[str, Subject]
) -> list[tuple[StudyGroup, Group]]:
    groups = StudyGroup.objects.bulk_create(
        StudyGroup(
            school_id=made.school_id,
            key=chance.key("group", made.key, row.subject, row.name),
            year=made.year,
            school_class=made,
            subject=subjects[row.subject],
            name=row.name,
            whole_class=not row.name,
        )
        for row in form.groups
    )
    return list(zip(groups, form.groups, strict=True))


def _members(group: StudyGroup, row: Group, form: Form, members: list[Card]) -> None:
    """A whole-class group gathers the class; a part takes its share of the list."""
    if group.whole_class:
        enrolling.gather(group=group, since=calendar().since)
        return
    names = [each.name for each in form.groups if each.subject == row.subject]
    place, share = names.index(row.name), -(-len(members) // len(names))
    Membership.objects.bulk_create(
        Membership(
            school_id=group.school_id,
            student=student,
            group=group,
            since_date=calendar().since,
        )
        for student in members[place * share : (place + 1) * share]
    )


def _terms(staff: Cards, school: str, teacher: str, today: date) -> list[_Term]:
    since = calendar().since
    worker = next(
        each
        for each in invented.workers()
        if (each.school, each.key) == (school, teacher)
    )
    own = staff[school, teacher]
    if not worker.until:
        return [_Term(own, since, None)]
    successor = _Term(staff[school, worker.successor], max(today, since), None)
    return [_Term(own, since, today), successor] if today > since else [successor]


def _lessons(group: StudyGroup, row: Group, form: Form, terms: list[_Term]) -> None:
    TeachingLoad.objects.bulk_create(
        TeachingLoad(
            school_id=group.school_id,
            teacher=term.teacher,
            group=group,
            since_date=term.since,
            until_date=term.until,
        )
        for term in terms
    )
    TimetableSlot.objects.bulk_create(
        TimetableSlot(
            school_id=group.school_id,
            group=group,
            teacher=term.teacher,
            weekday=weekday,
            number=number,
            room=row.room,
            since_date=term.since,
            until_date=term.until,
        )
        for term in terms
        for weekday, number in _places(form, row.subject)
    )


def _places(form: Form, subject: str) -> Iterator[tuple[int, int]]:
    """Weekday from 1 and lesson from 1 wherever the subject stands in the week."""
    for weekday, lessons in enumerate(form.week, start=1):
        for number, name in enumerate(lessons, start=1):
            if name == subject:
                yield weekday, number
