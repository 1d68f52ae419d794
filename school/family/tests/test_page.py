"""The page of a family: its children, its schools, and who is signed in."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import ClassTeacher
from school.access.tests import rows
from school.access.tests.test_recognising import sign_in
from school.diary.tests.cast import Place
from school.diary.tests.conftest import Family
from school.family.tests.conftest import Make, came, change, words
from school.people.models import Card, Employee, Kinship
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def test_children_of_two_schools_stand_in_one_list(family: Family) -> None:
    page = words(family.client.get("/family/"))
    for said in (
        "<h2>Мария</h2>",
        "5«Б», Школа № 12",
        "Классный руководитель — Петрова И. В.",
        "<h2>Кирилл</h2>",
        "9«А», Луговская школа",
        "Вы вошли как <b>Наталия С.</b>",
        'href="/access/devices/"',
        'action="/access/leave/"',
        "Не все дети здесь?",
    ):
        assert said in page
    assert page.count("Классный руководитель —") == 1
    assert "Сменить роль" not in page


def test_two_children_cost_six_queries_at_most(family: Family) -> None:
    with CaptureQueriesContext(connection) as caught:
        family.client.get("/family/")
    *asked, last = [one["sql"] for one in caught if "SAVEPOINT" not in one["sql"]]
    assert "app.kind" in last  # only inside a test's own transaction is it given back
    assert len(asked) <= 6, asked


@pytest.mark.parametrize("of", [ClassTeacher, Employee])
def test_a_class_teacher_who_is_none_any_more_is_not_named(
    family: Family, city: Place, of: type[ClassTeacher] | type[Employee]
) -> None:
    with behind(job_of(city.school.pk, name="test")):
        of.objects.update(until_date=date(2026, 11, 18))
    assert "Петрова" not in words(family.client.get("/family/"))


def test_one_child_of_two_schools_is_one_child_with_two_diaries(
    family_of: Make, maria: Card, village: Place
) -> None:
    copy = {"snils_digest": maria.snils_digest, "snils_sealed": maria.snils_sealed}
    second = village.pupil("Мария", patronymic="Алексеевна", **copy)
    village.enrol(second, village.group("Музыка"))
    page = words(family_of(maria, second).client.get("/family/"))
    assert page.count("<h2>Мария</h2>") == 1
    assert page.count("data-answer=") == 1
    assert "5«Б», Школа № 12" in page
    assert "5«Б», Луговская школа" in page


def test_a_stranger_reads_of_his_own_child_and_of_nobody_elses(
    family: Family, family_of: Make, city: Place
) -> None:
    other = city.pupil("Зоя")
    page = words(family_of(other, oid=1000900002).client.get("/family/"))
    assert "<h2>Зоя</h2>" in page
    for hidden in ("Мария", "Кирилл", "Петрова", "Луговская"):
        assert hidden not in page


def test_a_restricted_parent_loses_the_child_at_once(
    family: Family, city: Place
) -> None:
    with behind(job_of(city.school.pk, name="test")):
        Kinship.objects.update(restricted=True)
    page = words(family.client.get("/family/"))
    assert "Мария" not in page
    assert "<h2>Кирилл</h2>" in page


def test_a_parent_whose_only_link_is_cut_is_out(
    family_of: Make, maria: Card, city: Place
) -> None:
    mother = family_of(maria)
    with behind(job_of(city.school.pk, name="test")):
        Kinship.objects.update(until_date=date(2026, 11, 18))
    assert mother.client.get("/family/")["Location"] == "/access/closed/"
    assert mother.client.get("/family/missing/")["Location"] == "/access/closed/"


def test_staff_have_no_such_page_and_a_former_employee_is_out() -> None:
    school = rows.make_school(rows.make_region())
    browser = Client()
    browser.cookies["session"] = sign_in(school, school.teacher)
    for address in ("/family/", "/family/missing/"):
        assert browser.get(address).status_code == 404
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=date(2026, 11, 18))
    for address in ("/family/", "/family/missing/"):
        assert browser.get(address)["Location"] == "/access/closed/"


def test_a_pupil_reads_how_he_comes_in_and_nothing_of_his_parents(
    family: Family, kirill: Card
) -> None:
    browser = came(kirill)
    page = words(browser.get("/family/"))
    for said in ("<h2>Кирилл</h2>", "9«А», Луговская школа", "Как вы входите"):
        assert said in page
    assert "Изменится в 18 лет — 2 марта 2029" in page
    for hidden in ("Наталия", "Мария", "Может ли", "Не все дети", "data-answer"):
        assert hidden not in page
    assert browser.get("/family/missing/").status_code == 404


def test_a_parent_reads_of_a_border_a_month_before_and_not_sooner(
    family_of: Make, maria: Card
) -> None:
    mother = family_of(maria)
    change(maria, birth_date=date(2012, 12, 18))
    page = words(mother.client.get("/family/"))
    assert "Скоро 14 лет — 18 декабря 2026" in page
    assert "потом — подтверждённая" in page
    change(maria, birth_date=date(2012, 12, 19))
    assert "Скоро" not in words(mother.client.get("/family/"))
