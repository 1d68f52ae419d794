"""Several regions in one database: the door opens into the one that was chosen."""

import pytest
from django.test import Client

from school.access.models import Attempt
from school.access.tests import rows
from school.regions.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Region:
    return rows.make_region()


@pytest.fixture
def second(first: Region) -> Region:
    return Region.objects.create(slug="z", name="Ещё область", policy_line="ryazan")


@pytest.fixture
def phone(first: Region) -> Client:
    return Client()


def door(phone: Client) -> str:
    return phone.get("/access/").content.decode()


def region_of_the_attempt() -> Region:
    return Attempt.objects.select_related("region").latest("pk").region


def test_a_single_region_is_not_asked_about(phone: Client) -> None:
    assert "Другой регион" not in door(phone)
    assert '<p class="welcome__region">Область</p>' in door(phone)


def test_of_several_the_first_is_shown_and_the_others_are_a_press_away(
    phone: Client, second: Region
) -> None:
    assert 'welcome__region">Область <a' in door(phone)
    listed = phone.get("/access/region/").content.decode()
    assert listed.index("Ещё область") < listed.index(">Область<")
    assert "/access/region/z/" in listed


def test_the_chosen_region_is_remembered_and_signed_in_to(
    phone: Client, second: Region
) -> None:
    chosen = phone.get("/access/region/z/")
    assert (chosen.status_code, chosen["Location"]) == (302, "/access/")
    assert chosen.cookies["region"]["httponly"]
    assert "Ещё область" in door(phone)
    phone.post("/access/esia/")
    assert region_of_the_attempt() == second
    phone.post("/access/leave/")
    assert "Ещё область" in door(phone), "leaving forgets the person only"


def test_a_page_opened_before_another_choice_signs_in_to_what_it_says(
    phone: Client, first: Region, second: Region
) -> None:
    phone.get("/access/region/z/")
    phone.post("/access/esia/", {"region": "r"})
    assert region_of_the_attempt() == first
    assert 'welcome__region">Область' in door(phone)


@pytest.mark.parametrize("named", ["", "nowhere", "r' OR 1=1", "z" * 5000, "\0"])
def test_a_region_that_is_not_there_changes_nothing(
    phone: Client, second: Region, named: str
) -> None:
    phone.cookies["region"] = "nowhere"
    phone.post("/access/esia/", {"region": named})
    assert region_of_the_attempt().slug == "r"
    assert phone.get("/access/region/nowhere/").cookies.get("region") is None


def test_a_refusal_says_in_which_region_one_was_looked_for(
    phone: Client, second: Region
) -> None:
    phone.get("/access/region/z/")
    phone.get("/access/esia/return/?state=x&code=y")
    page = phone.get("/access/refused/").content.decode()
    assert "регион «Ещё область»." in page
    assert 'href="/access/region/"' in page


def test_before_the_first_region_both_pages_say_that_it_is_not_yet_time(
    db: None,
) -> None:
    for address in ("/access/", "/access/region/"):
        answer = Client(raise_request_exception=False).get(address)
        assert answer.status_code == 503
