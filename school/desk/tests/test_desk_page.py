"""``/desk/``: who reads it, what it counts, how few queries that takes."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    SchoolClass,
    StudyGroup,
    Subject,
    TeachingLoad,
)
from school.academics.years import year_of
from school.access.models import Attachment, HeldCard
from school.access.tests import rows
from school.access.tests.test_papering import TEACHER, TODAY, led, session_of
from school.lib import clock
from school.lib.dates import add_months
from school.lib.keys import to_text
from school.people.models import Card, Employee, Kinship
from school.rights.granting import grant
from school.rights.visitor import Role
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

PAGE = "/desk/"


@pytest.fixture
def school() -> rows.Rows:
    return led(rows.make_school(rows.make_region()))


def browser(school: rows.Rows) -> Client:
    """The class teacher's."""
    made = Client()
    made.cookies[settings.SESSION_COOKIE] = session_of(school, school.teacher, TEACHER)
    return made


def administers(school: rows.Rows) -> None:
    with behind(job_of(school.school, name="test")):
        grant(Card.objects.get(pk=school.teacher), Role.ADMINISTRATOR, on=TODAY)


def change(school: rows.Rows, card: int, **values: object) -> None:
    with behind(job_of(school.school, name="test")):
        Card.objects.filter(pk=card).update(**values)


def words(answer: object) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")  # type: ignore[attr-defined]


def other_class(school: rows.Rows, letter: str = "А") -> SchoolClass:
    return SchoolClass.objects.create(
        school_id=school.school, year=year_of(TODAY), grade=4, letter=letter
    )


def test_the_three_truths_stand_apart(school: rows.Rows) -> None:
    page = words(browser(school).get(PAGE))
    assert "1 семья" in page
    for title in (
        "Со стороны школы готово",
        "Остановились на Госуслугах",
        "Вошли хотя бы раз",
    ):
        assert title in page
    assert "Школа сделала всё" in page
    assert 'data-cause="not-yet" aria-current="true"' in page
    assert "мать, Иванова Пётр" in page


def test_somebody_who_came_in_and_somebody_refused_are_told(school: rows.Rows) -> None:
    now = clock.now()
    with behind(job_of(school.school, name="test")):
        HeldCard.objects.create(
            school_id=school.school,
            card_id=school.mother,
            reason="typo_in_name",
            reference="ЭШ-2611-777777",
            since_at=now,
            last_at=now,
        )
    page = words(browser(school).get(PAGE))
    assert 'data-cause="name-differs" aria-current="true"' in page
    assert "сегодня, отказ" in page
    assert "ЭШ-2611-777777" not in page
    later = now + timedelta(seconds=1)
    with behind(job_of(school.school, name="test")):
        tie = {"oid": 1, "evidence": "snils", "since_at": later, "entered_at": later}
        teachers = Attachment.objects.get(card_id=school.teacher)
        Attachment.objects.create(
            school_id=school.school,
            card_id=school.mother,
            account_id=teachers.account_id,
            **tie,
        )
    page = words(browser(school).get(PAGE))
    assert "За неделю прибавилось 1" in page


def test_a_cause_is_an_address_with_its_people(school: rows.Rows) -> None:
    change(school, school.mother, snils_sealed=None, snils_digest=None)
    teacher = browser(school)
    page = words(teacher.get(PAGE))
    assert "У 1 семьи что-то исправляет школа" in page
    assert 'href="/desk/?cause=no-snils#list"' in page
    chosen = words(teacher.get(PAGE, {"cause": "no-snils"}))
    assert "осталось <span data-left>1<" in chosen
    assert "Иванова Анна Ильинична" in chosen
    empty = words(teacher.get(PAGE, {"cause": "duplicate"}))
    assert "Здесь никого не осталось" in empty
    assert "Иванова Анна Ильинична" not in empty


def test_who_stands_at_gosuslugi_is_counted_by_the_step(school: rows.Rows) -> None:
    assert "Сейчас никто" in words(browser(school).get(PAGE))
    with behind(job_of(school.school, name="test")):
        HeldCard.objects.create(
            school_id=school.school,
            card_id=school.mother,
            reason="account_not_confirmed",
            reference="ЭШ-2611-777777",
            since_at=clock.now(),
            last_at=clock.now(),
        )
    page = words(browser(school).get(PAGE))
    assert "Подтвердить запись — 1</p>" in page
    assert "Школа сделала всё" in page
    assert 'data-cause="not-confirmed" aria-current="true"' in page


def test_a_card_that_became_one_with_another_waits_for_nothing(
    school: rows.Rows,
) -> None:
    with behind(job_of(school.school, name="test")):
        twin = Card.objects.create(
            school_id=school.school,
            kind="guardian",
            last_name="Двойнова",
            first_name="Вера",
            birth_date=TODAY - timedelta(days=12000),
        )
    administers(school)
    assert "Двойнова" in words(browser(school).get(PAGE, {"cause": "no-snils"}))
    change(school, twin.pk, merged=True)
    assert "Двойнова" not in words(browser(school).get(PAGE, {"cause": "no-snils"}))


def test_students_have_a_side_of_their_own(school: rows.Rows) -> None:
    page = words(browser(school).get(PAGE, {"who": "pupils"}))
    assert "1 ученик" in page
    assert "Нет ни одного родителя" not in page


def test_a_child_without_parents_is_named(school: rows.Rows) -> None:
    with behind(job_of(school.school, name="test")):
        Kinship.objects.update(until_date=TODAY)
    page = words(browser(school).get(PAGE))
    assert 'data-cause="no-parent" aria-current="true"' in page
    assert "Иванова Пётр" in page


def test_a_class_teacher_reads_his_class_and_an_administrator_all(
    school: rows.Rows,
) -> None:
    with behind(job_of(school.school, name="test")):
        other = to_text(other_class(school).key)
    teacher = browser(school)
    assert teacher.get(PAGE, {"class": other}).status_code == 404
    administers(school)
    page = words(teacher.get(PAGE, {"class": other}))
    assert "0 семей" in page
    assert "Иванова Анна" not in page
    assert teacher.get(PAGE, {"class": "nothing"}).status_code == 404


def test_of_other_classes_a_class_teacher_reads_nobody(school: rows.Rows) -> None:
    with behind(job_of(school.school, name="test")):
        other = other_class(school)
        Enrolment.objects.update(school_class=other)
    page = words(browser(school).get(PAGE))
    assert "0 семей" in page
    assert "Иванова Анна" not in page


@pytest.mark.parametrize(("age", "is_told"), [(14, True), (18, True), (16, False)])
def test_ages_that_change_the_way_in_are_told_ahead(
    school: rows.Rows, age: int, is_told: bool
) -> None:
    born = TODAY + timedelta(days=10)
    change(school, school.child, birth_date=add_months(born, -12 * age))
    page = words(browser(school).get(PAGE))
    assert (f"Скоро {age} " in page) == is_told
    assert ("soon__student" in page) == is_told


def test_strangers_and_those_who_lead_no_more_find_nothing(school: rows.Rows) -> None:
    teacher = browser(school)
    with behind(job_of(school.school, name="test")):
        ClassTeacher.objects.update(until_date=TODAY)
    assert teacher.get(PAGE).status_code == 404
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=TODAY)
    assert teacher.get(PAGE)["Location"] == "/access/closed/"
    assert Client().get(PAGE)["Location"] == "/access/"


def test_an_administrator_who_teaches_nobody_lands_here(school: rows.Rows) -> None:
    teacher = browser(school)
    assert teacher.get("/")["Location"] == "/journal/"
    administers(school)
    assert teacher.get("/")["Location"] == PAGE
    with behind(job_of(school.school, name="test")):
        group = StudyGroup.objects.create(
            school_id=school.school,
            year=year_of(TODAY),
            school_class=SchoolClass.objects.get(),
            subject=Subject.objects.create(name="Математика"),
        )
        TeachingLoad.objects.create(
            school_id=school.school,
            teacher_id=school.teacher,
            group=group,
            since_date=TODAY,
        )
    assert teacher.get("/")["Location"] == "/journal/"


def test_the_page_takes_fourteen_queries_however_many_people(school: rows.Rows) -> None:
    administers(school)
    with behind(job_of(school.school, name="test")):
        other = other_class(school)
        for number in range(60):
            of = {"school_id": school.school, "last_name": f"Ученик{number:02}"}
            born = {"first_name": "Ян", "birth_date": TODAY - timedelta(days=4000)}
            child = Card.objects.create(kind="student", **of, **born)
            parent = Card.objects.create(kind="guardian", **of, **born)
            Enrolment.objects.create(
                school_id=school.school,
                student=child,
                school_class=other,
                since_date=rows.SEPTEMBER,
            )
            Kinship.objects.create(
                school_id=school.school,
                guardian=parent,
                student=child,
                kind="mother",
                since_date=rows.SEPTEMBER,
            )
    teacher = browser(school)
    teacher.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        page = words(teacher.get(PAGE))
        sent = [query["sql"] for query in captured.captured_queries]
    assert "Показаны 50 из 60" in page
    assert words(teacher.get(PAGE, {"all": "1"})).count("people__row") == 60
    skipped = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    *ours, last = [sql for sql in sent if not sql.startswith(skipped)]
    assert "app.kind" in last, "behind() takes its settings back inside a test"
    ours = [sql for sql in ours if "enable_nestloop" not in sql]
    assert len(ours) <= 15, ours
