"""A region's operator finds where a number stands: exactly, without names, logged."""

from collections.abc import Callable

import pytest
from django.test import Client

from school.access.tests import rows
from school.access.tests.test_operator_page import operator
from school.access.throttling import RULES, Door
from school.audit.models import AuditLine
from school.people import snils
from school.people.models import Card
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db

PLACE = "/registry/region/"


NUMBER = snils.shown(rows.MOTHER)


@pytest.fixture
def client(office: Office, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The region's operator, who has come in."""
    return operator(office.rows.region, monkeypatch)


def test_the_whole_number_is_found_in_every_school_without_a_name(
    client: Client, office: Office, another_office: Callable[[], Office]
) -> None:
    there = another_office()
    page = words(client.post(PLACE, {"q": NUMBER}))
    for school in (office, there):
        assert school.key(school.rows.mother) in page
    assert "родитель, пользователь включён" in page
    card = office.card(office.rows.mother)
    for name in (card.last_name, card.first_name, "1988"):
        assert name not in page
    for school in (office, there):
        with school.behind():
            line = AuditLine.objects.get(action="find_in_region")
            assert line.thing == f"card:{school.rows.mother}"


@pytest.mark.parametrize("asked", ["Иванова", "", "112-233", "+79101112233", "%"])
def test_nothing_but_a_whole_number_is_looked_for(client: Client, asked: str) -> None:
    answer = client.post(PLACE, {"q": asked})
    assert answer.status_code == 422
    assert "По имени здесь не ищут" in words(answer)


def test_the_school_finds_the_card_by_the_number_that_the_operator_names(
    office: Office, another_office: Callable[[], Office]
) -> None:
    number = office.key(office.rows.mother)
    found = words(office.head().get(f"/registry/guardians/?q={number}"))
    assert "Иванова" in found
    elsewhere = another_office().head().get(f"/registry/guardians/?q={number}")
    assert "Никого не нашли" in words(elsewhere)


def test_a_number_of_nobody_is_said_so(client: Client) -> None:
    free = snils.complete(900_000_555)
    page = words(client.post(PLACE, {"q": free}))
    assert "С таким СНИЛС никого нет" in page


def test_a_merged_card_is_not_found(client: Client, office: Office) -> None:
    with office.behind():
        Card.objects.filter(pk=office.rows.mother).update(merged=True)
    page = words(client.post(PLACE, {"q": NUMBER}))
    assert "С таким СНИЛС никого нет" in page


def test_a_number_of_a_message_leads_to_what_is_said_of_it(client: Client) -> None:
    answer = client.post(PLACE, {"q": "эш-2611-223344"})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/support/voice/?number=")


def test_nobody_but_an_operator_asks(office: Office) -> None:
    for person in (office.teacher(), office.head()):
        assert person.get(PLACE).status_code == 404
        assert person.post(PLACE, {"q": NUMBER}).status_code == 404


def test_who_asks_too_often_waits(client: Client) -> None:
    most = min(rule.most for rule in RULES if rule.door is Door.FIND)
    asked = {"q": snils.complete(900_000_555)}
    told = [client.post(PLACE, asked).status_code for _ in range(most + 1)]
    assert told == [200] * most + [429]
