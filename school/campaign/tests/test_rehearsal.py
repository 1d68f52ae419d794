"""«Репетиция 1 сентября»: the school of that day, who could come in, what hinders."""

import html
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from school.academics.models import ClassTeacher, Enrolment, SchoolClass
from school.access.tests import rows
from school.campaign.rehearsal import could_come, expected, hindered_by
from school.desk.causes import Cause
from school.desk.standing import Person
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.support.tests.test_messages import administers, leads, staff
from school.walls.actor import job_of
from school.walls.behind import behind

PAGE = "/campaign/rehearsal/"


def person(card: int, *causes: Cause, **more: Any) -> Person:
    return Person(card, "guardian", causes, **more)


def child(card: int, *guardians: int, **more: Any) -> Person:
    return Person(card, "student", (), school_class=7, guardians=guardians, **more)


@pytest.mark.parametrize(
    ("causes", "could"),
    [
        ([()], True),
        ([(Cause.NOT_YET,)], True),
        ([(Cause.NO_SNILS,)], False),
        ([(Cause.NOT_CONFIRMED,)], False),
        ([(Cause.NO_CONSENT,)], False),
        ([(Cause.NO_SNILS,), (Cause.NOT_YET,)], True),
        ([(Cause.NO_USER, Cause.NO_CONSENT), (Cause.NO_CONSENT,)], False),
    ],
)
def test_a_family_could_come_where_the_way_is_open_to_one_of_it(
    causes: list[tuple[Cause, ...]], could: bool
) -> None:
    parents = [person(number, *of) for number, of in enumerate(causes, 2)]
    (family,) = expected([child(1, *(one.card for one in parents)), *parents])
    assert could_come(family) is could


def test_a_child_whom_nobody_is_linked_with_is_a_family_that_could_not() -> None:
    (family,) = expected([child(1, is_alone=True)])
    assert not could_come(family)
    assert hindered_by(family) == [(Cause.NO_PARENT, family.student)]


def test_who_learns_nowhere_on_that_day_is_not_expected() -> None:
    gone = Person(1, "student", (), guardians=(2,))
    assert expected([gone, person(2, Cause.NO_SNILS)]) == []


def words(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


@pytest.fixture
def school() -> rows.Rows:
    made = rows.make_school(rows.make_region())
    administers(made)
    return made


def next_year(school: rows.Rows, *, ready: bool) -> SchoolClass:
    """A class of the next year with one new pupil and his mother."""
    day = date(clock.now().year + (clock.now().month >= 9), 9, 1)
    of: dict[str, Any] = {"school_id": school.school}
    with behind(job_of(school.school, name="test")):
        new = SchoolClass.objects.create(year=day.year, grade=1, letter="А", **of)
        pupil, mother = (
            Card.objects.create(
                kind=kind, last_name=name, first_name="Ян", birth_date=born, **of
            )
            for kind, name, born in (
                ("student", "Новиков", date(2020, 5, 5)),
                ("guardian", "Новикова", date(1990, 5, 5)),
            )
        )
        if ready:
            Card.objects.filter(pk=mother.pk).update(
                registered=True, user="active", snils_digest="known"
            )
        Enrolment.objects.create(student=pupil, school_class=new, since_date=day, **of)
        Kinship.objects.create(
            guardian=mother, student=pupil, kind="mother", since_date=day, **of
        )
    return new


@pytest.mark.django_db
def test_without_classes_of_the_next_year_it_says_what_makes_them(
    school: rows.Rows,
) -> None:
    page = words(staff(school).get(PAGE))
    assert "года ещё нет" in page
    assert "turn_year" in page


@pytest.mark.django_db
@pytest.mark.parametrize("ready", [True, False])
def test_it_counts_the_school_of_that_day_and_prints_memos_for_the_stuck(
    school: rows.Rows, ready: bool
) -> None:
    new = next_year(school, ready=ready)
    browser = staff(school)
    page = words(browser.get(PAGE))
    assert ("1«А»" in page, "Иванов Пётр" in page) == (True, False)
    memos = f"/papers/memos/?class={to_text(new.key)}&rehearsal=1"
    assert (memos in page) is not ready
    assert ('data-cause="no-snils"' in page) is not ready
    assert f"data-could>{int(ready)}<" in page
    assert f"data-for-school>{int(not ready)}<" in page
    paper = words(browser.get(memos))
    assert ("Новиков Ян" in paper) is not ready
    # Today he is nowhere: the papers of this year know nothing of him.
    assert "Новиков" not in words(browser.get("/desk/"))


@pytest.mark.django_db
def test_only_an_administrator_rehearses() -> None:
    school = rows.make_school(rows.make_region())
    leads(school)
    assert staff(school).get(PAGE).status_code == 404


@pytest.mark.django_db
def test_who_leads_a_class_of_the_next_year_does_not_read_it_today() -> None:
    school = rows.make_school(rows.make_region())
    new = next_year(school, ready=False)
    with behind(job_of(school.school, name="test")):
        ClassTeacher.objects.create(
            school_id=school.school,
            school_class=new,
            teacher_id=school.teacher,
            since_date=date(new.year, 9, 1),
        )
    leads(school)
    memos = f"/papers/memos/?class={to_text(new.key)}&rehearsal=1"
    assert staff(school).get(memos).status_code == 404
