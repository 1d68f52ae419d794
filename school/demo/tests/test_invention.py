"""The data files before any database: hours, people, days."""

from collections import Counter
from datetime import date

import pytest

from school.demo import chance, grading, invented, syllabus
from school.demo.attendance import away, week_of
from school.demo.days import calendar
from school.demo.invented import Form
from school.demo.naming import feminine
from school.lib import dates
from school.people import certificates, snils

# СанПиН 1.2.3685-21, table 6.6: lessons a five-day week, lessons a day, by grade.
_WEEK = {4: 23, 5: 29, 7: 32, 8: 33, 9: 33, 11: 34}
_DAY = {4: 6, 5: 6, 7: 7, 8: 7, 9: 7, 11: 7}
_FORMS = pytest.mark.parametrize(
    "form", invented.forms(), ids=lambda form: f"{form.school}-{form.grade}"
)


@_FORMS
def test_a_class_learns_no_more_than_is_allowed(form: Form) -> None:
    assert sum(len(day) for day in form.week) <= _WEEK[form.grade]
    assert max(len(day) for day in form.week) <= _DAY[form.grade]


@_FORMS
def test_the_timetable_has_the_hours_of_the_curriculum(form: Form) -> None:
    assert Counter(name for day in form.week for name in day) == form.hours


@_FORMS
def test_every_subject_has_a_plan_and_a_teacher(form: Form) -> None:
    staff = {(each.school, each.key) for each in invented.workers()}
    assert {group.subject for group in form.groups} == set(form.hours)
    assert all((form.school, group.teacher) in staff for group in form.groups)
    assert all((form.grade, name) in syllabus.plans() for name in form.hours)


@pytest.mark.parametrize("school", ["city", "village", "lake"])
def test_no_teacher_and_no_room_is_in_two_places_at_once(school: str) -> None:
    taken = Counter(
        (what, weekday, number)
        for form in invented.forms()
        if form.school == school
        for weekday, day in enumerate(form.week)
        for number, name in enumerate(day)
        for group in form.groups
        if group.subject == name
        for what in (group.teacher, f"room {group.room}")
    )
    assert taken.most_common(1)[0][1] == 1


@_FORMS
def test_students_are_as_old_as_their_grade(form: Form) -> None:
    september = date(2026, 9, 1)
    youngest = form.grade + 5
    ages = {dates.age(pupil.born, september) for pupil in form.pupils}
    assert ages <= {youngest, youngest + 1}


def test_classes_are_as_large_as_was_promised() -> None:
    sizes = {(form.school, form.grade): len(form.pupils) for form in invented.forms()}
    assert sizes == {
        ("city", 4): 9,
        ("city", 5): 28,
        ("city", 9): 24,
        ("city", 11): 7,
        ("village", 7): 11,
        ("village", 9): 12,
        ("lake", 8): 6,
    }


def test_every_snils_is_valid_and_nobody_else_has_it() -> None:
    people = [one for one in invented.people().values() if one.snils]
    cast = {person.snils for person in people}
    everybody = [pupil for form in invented.forms() for pupil in form.pupils]
    assert len({pupil.document for pupil in everybody}) == len(everybody)
    pupils = [pupil.snils for pupil in everybody if pupil.snils]
    assert len(cast) == len(people)
    for digits in (*cast, *pupils):
        assert snils.parse(digits) == digits
    assert {digits[:3] for digits in pupils if digits not in cast} == {"901"}


def test_every_certificate_is_written_canonically() -> None:
    papers = [
        pupil.certificate
        for form in invented.forms()
        for pupil in form.pupils
        if pupil.certificate
    ]
    assert papers
    assert [certificates.parse(one) for one in papers] == papers


def test_children_of_the_families_are_in_their_classes() -> None:
    pupils = {
        (form.school, pupil.name.full)
        for form in invented.forms()
        for pupil in form.pupils
    }
    for parent in invented.parents():
        assert (parent.school, parent.child or parent.alone) in pupils


def test_names_are_of_many_kinds() -> None:
    names = [pupil.name for form in invented.forms() for pupil in form.pupils]
    assert any(not name.patronymic for name in names)
    assert any("-" in name.last for name in names)
    assert any("ё" in name.full.lower() for name in names)
    assert any(name.patronymic.endswith("оглы") for name in names)


@pytest.mark.parametrize(
    ("child", "mother"),
    [
        ("Жидков-Рощин", "Жидкова-Рощина"),
        ("Королёв", "Королёва"),
        ("Луговской", "Луговская"),
        ("Петросян", "Петросян"),
        ("Королёва", "Королёва"),
    ],
)
def test_a_mother_has_the_surname_in_her_own_form(child: str, mother: str) -> None:
    assert feminine(child) == mother


def test_about_seven_in_a_hundred_are_away() -> None:
    year = calendar()
    days = year.days(year.since, year.until)
    weeks = {
        (student, monday): week_of(student, monday, illness="Б", hale=False)
        for student in range(40)
        for monday in {dates.monday(day) for day in days}
    }
    missed = sum(
        remark is not None and not remark.present
        for student in range(40)
        for day in days
        for remark in [away(weeks[student, dates.monday(day)], day, 2)]
    )
    assert 0.055 < missed / (40 * len(days)) < 0.085


def test_the_same_luck_always_gives_the_same_marks() -> None:
    dictation = next(work for work in syllabus.works() if work.twice)
    asked = grading.asked("Русский язык", 5, 25, dictation)
    first, again = (
        [
            grading.given(chance.luck_of(student), 4.0, asked, shown=False)
            for student in range(30)
        ]
        for _ in range(2)
    )
    assert first == again
    assert any(len(marks) == 2 for marks in first)


def test_keys_have_sixty_three_bits_and_differ() -> None:
    keys = {chance.key("card", number) for number in range(1000)}
    assert len(keys) == 1000
    assert all(0 <= key < 1 << 63 for key in keys)
