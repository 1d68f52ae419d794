"""Whoever is turned away reads nothing of the cards that he was held against."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi, inviting
from school.access.facts import Identity
from school.access.gathering import seal
from school.access.models import HeldCard
from school.lib import clock
from school.people.models import Card
from school.walls.behind import behind
from tests.cast import World
from tests.matrix.canaries import word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

_SNILS = "90000010185"
_GUEST = Identity(
    oid=1_000_888_888,
    last_name=word("ГОСТЬ", "фамилия"),
    first_name=word("ГОСТЬ", "имя"),
    patronymic=word("ГОСТЬ", "отчество"),
    birth_date=date(1988, 3, 14),
    snils=_SNILS,
    certificate=None,
    level="confirmed",
)
_PUBLIC = {"Р", "ГОСТЬ"}


@pytest.fixture
def held(world: World) -> Card:
    """The mother's card, with the guest's own СНИЛС and other names."""
    card = world.card_of("mother")
    here = world.schools["Ш1"]
    with behind(here.job):
        mine = {"snils_digest": seal().digest("snils", _SNILS)}
        Card.objects.filter(pk=card.pk).update(**mine)
    return card


def _comes(
    client: Client, begun: HttpResponse, monkeypatch: pytest.MonkeyPatch
) -> HttpResponse:
    """Госуслуги name the guest, and he is turned away."""
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: _GUEST)
    asked = parse_qs(urlsplit(begun["Location"]).query)
    back = {"state": asked["state"][0], "code": "code"}
    returned: HttpResponse = client.get("/access/esia/return/", back)
    return returned


def test_a_refusal_shows_nothing_of_the_card_it_is_about(
    world: World, held: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    returned = _comes(client, client.post("/access/esia/"), monkeypatch)
    page = client.get("/access/refused/")
    assert returned["Location"] == "/access/refused/"
    assert page.status_code == 200
    for answer in (returned, page):
        assert world.aviary.flown(answer) <= _PUBLIC
    with behind(world.schools["Ш1"].job):
        assert HeldCard.objects.filter(card=held).exists(), "it was about that card"


def test_the_same_refusal_is_told_to_nobody_else(
    world: World, held: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    _comes(client, client.post("/access/esia/"), monkeypatch)
    stranger = world.people["stranger"].browser()
    assert stranger.get("/access/refused/")["Location"] == "/access/"


def test_an_invitation_names_its_school_and_nobody_in_it(
    world: World, held: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = inviting.invite_administrator(world.schools["Ш1"].school, at=clock.now())
    client = Client()
    page = client.get(f"/access/invitation/{token}/")
    assert page.status_code == 200
    assert world.aviary.flown(page) == {"Ш1", "Р"}
    begun = client.post(f"/access/invitation/{token}/")
    weak = replace(_GUEST, level="simplified")
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: weak)
    asked = parse_qs(urlsplit(begun["Location"]).query)
    client.get("/access/esia/return/", {"state": asked["state"][0], "code": "code"})
    assert world.aviary.flown(client.get("/access/refused/")) <= _PUBLIC
