"""A municipality's operator reads the numbers of its schools, and of no others."""

import pytest
from django.test import Client

from school.access.tests import rows
from school.access.tests.test_operator_page import operator
from school.desk.models import Tally
from school.desk.remembering import remember_what_is_due
from school.desk.tests.test_desk_page import words
from school.regions.models import Municipality, School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

PAGE = "/desk/region/"


@pytest.fixture
def city() -> rows.Rows:
    """A school in a town of its own, with families."""
    return rows.make_school(rows.make_region())


@pytest.fixture
def village(city: rows.Rows) -> School:
    """A school of another municipality, with the same families."""
    town = Municipality.objects.create(region=city.region, name="Луговской район")
    made = rows.make_school(city.region, "Луговская")
    School.objects.filter(pk=made.school).update(municipality=town)
    return School.objects.select_related("municipality").get(pk=made.school)


def numbers(city: rows.Rows, village: School) -> None:
    """Forty families in the city, seventy in the village."""
    remember_what_is_due()
    for school, families in ((city.school, 40), (village.pk, 70)):
        with behind(Actor(Kind.JOB, "test", schools=(school,))):
            Tally.objects.update(families=families, ready=20, causes=[0, 9, *[0] * 11])


def test_he_reads_his_own_schools_alone(
    city: rows.Rows, village: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = operator(city.region, monkeypatch, town=village.municipality)
    assert "Чисел ещё нет" in words(by.get(PAGE))
    numbers(city, village)
    page = words(by.get(PAGE))
    assert "Луговской район. 70 семей" in page
    assert "Луговская" in page
    assert "Город" not in page
    assert "110" not in page
    assert '<td class="num">9</td>' in page
    assert "техподдержке" not in page


def test_the_region_still_reads_both(
    city: rows.Rows, village: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = operator(city.region, monkeypatch)
    numbers(city, village)
    page = words(by.get(PAGE))
    assert "110 семей" in page
    assert "Луговской район" in page


def test_a_municipality_without_schools_is_an_empty_page(
    city: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Municipality.objects.create(region=city.region, name="Пустошь")
    by = operator(city.region, monkeypatch, town=bare)
    remember_what_is_due()
    assert "Чисел ещё нет" in words(by.get(PAGE))


def test_a_stranger_finds_nothing(city: rows.Rows, client: Client) -> None:
    assert client.get(PAGE)["Location"] == "/access/"
