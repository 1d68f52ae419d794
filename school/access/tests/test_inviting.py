"""The first people of an installation come by a link: once, in time, confirmed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi
from school.access.facts import Identity
from school.access.inviting import LASTS, invite_administrator, invite_operator
from school.access.models import Consent, Invitation, Operator
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.lib import clock
from school.lib.keys import to_text
from school.people import snils
from school.people.models import Card, Employee
from school.regions.models import Region, School
from school.rights.models import Grant
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

HEAD = Identity(
    oid=1_000_800_001,
    last_name="Кочкурова",
    first_name="Нуйя",
    patronymic="Пиксаевна",
    birth_date=date(1979, 4, 5),
    snils=snils.complete(900_000_801),
    certificate=None,
    level="confirmed",
)


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def late() -> Iterator[None]:
    """Three days and a minute from now."""
    yield
    clock.use(clock.Clock())


def link(school: rows.Rows) -> str:
    """The address of an invitation to administer the school."""
    place = School.objects.select_related("region").get(pk=school.school)
    return f"/access/invitation/{invite_administrator(place, at=clock.now())}/"


def operators_link(school: rows.Rows) -> str:
    return f"/access/invitation/{invite_operator(school.region, at=clock.now())}/"


def follow(
    address: str, person: Identity, monkeypatch: pytest.MonkeyPatch
) -> tuple[Client, HttpResponse]:
    """Open the link, press its button, come back from Госуслуги as this person."""
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: person)
    client = Client()
    begun = client.post(address)
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    return client, client.get("/access/esia/return/", {"state": state, "code": "x"})


def staff(school: rows.Rows) -> tuple[list[Card], list[Employee], list[Grant]]:
    with behind(job_of(school.school, name="test")):
        cards = list(Card.objects.filter(last_name=HEAD.last_name))
        works = list(Employee.objects.exclude(card_id=school.teacher))
        return cards, works, list(Grant.objects.all())


def test_whoever_signs_in_by_the_link_administers_the_school(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(school)
    page = Client().get(address)
    assert page.status_code == 200
    assert "администратором школы" in page.content.decode()
    client, back = follow(address, HEAD, monkeypatch)
    assert back["Location"] == "/"
    assert client.get("/")["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    (card,), (work,), (granted,) = staff(school)
    assert (card.kind, card.birth_date) == ("employee", HEAD.birth_date)
    assert card.snils_digest
    assert "Кочкурова" in work.name
    assert (granted.card_id, granted.role) == (card.pk, "administrator")
    with behind(job_of(school.school, name="test")), connection.cursor() as cursor:
        cursor.execute("SELECT action FROM audit_line ORDER BY id")
        acts = [act for (act,) in cursor.fetchall()]
    assert acts == ["invite_administrator", "accept_invitation"]


def test_the_link_works_once(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(school)
    slow, _ = Client(), follow(address, HEAD, monkeypatch)
    for response in (slow.get(address), slow.post(address)):
        assert response.status_code == 404
        assert "не действует" in response.content.decode()
    assert follow_again(school, HEAD, monkeypatch)["Location"] == "/"
    assert [len(found) for found in staff(school)] == [1, 1, 1]


def follow_again(
    school: rows.Rows, person: Identity, monkeypatch: pytest.MonkeyPatch
) -> HttpResponse:
    """The same person by a second link."""
    return follow(link(school), person, monkeypatch)[1]


def test_of_two_with_one_link_the_second_gets_nothing(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(school)
    other = replace(HEAD, oid=1_000_800_002, snils=snils.complete(900_000_802))
    client = Client()
    begun = client.post(address)
    follow(address, HEAD, monkeypatch)
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: other)
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    back = client.get("/access/esia/return/", {"state": state, "code": "x"})
    assert back["Location"] == "/access/refused/"
    (card,), _, (granted,) = staff(school)
    assert granted.card_id == card.pk


@pytest.mark.parametrize("kind", ["school", "region"])
def test_without_the_consent_there_is_no_role_and_the_link_stays(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    address = link(school) if kind == "school" else operators_link(school)
    with monkeypatch.context() as broken:
        broken.setattr(Consent.objects, "create", _no_room)
        with pytest.raises(OSError, match="no room"):
            follow(address, HEAD, broken)
    assert staff(school) == ([], [], [])
    assert Client().get(address).status_code == 200
    assert follow(address, HEAD, monkeypatch)[1]["Location"] == "/"


def _no_room(**_: object) -> None:
    raise OSError("no room")


@pytest.mark.parametrize(
    "person",
    [replace(HEAD, level="standard"), replace(HEAD, snils=None)],
    ids=["not confirmed", "without СНИЛС"],
)
def test_an_account_that_is_not_confirmed_gets_no_role_and_keeps_the_link(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch, person: Identity
) -> None:
    for address in (link(school), operators_link(school)):
        _, back = follow(address, person, monkeypatch)
        assert back["Location"] == "/access/refused/"
        assert Client().get(address).status_code == 200
    assert [len(found) for found in staff(school)] == [0, 0, 0]


def test_after_three_days_the_link_is_over(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch, late: None
) -> None:
    address = link(school)
    client = Client()
    begun = client.post(address)
    clock.use(clock.Clock(start=LASTS + timedelta(minutes=1)))
    assert Client().get(address).status_code == 404
    assert Client().post(address).status_code == 404
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: HEAD)
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    back = client.get("/access/esia/return/", {"state": state, "code": "x"})
    assert back["Location"] == "/access/refused/"
    assert staff(school)[0] == []


def test_an_operator_comes_in_without_a_card_and_is_told_what_he_can_do(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(operators_link(school), HEAD, monkeypatch)
    # The second time there is no link any more: the role alone lets him in.
    client, back = follow("/access/esia/", HEAD, monkeypatch)
    assert back["Location"] == "/"
    assert client.get("/")["Location"] == "/access/closed/"
    assert client.get("/access/closed/")["Location"] == "/access/operator/"
    page = client.get("/access/operator/")
    assert page.status_code == 200
    assert "Оператор региона" in page.content.decode()
    assert client.get("/journal/")["Location"] == "/access/closed/"
    assert staff(school)[0] == []


def test_an_operator_whose_time_is_over_stays_outside(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = follow(operators_link(school), HEAD, monkeypatch)
    token = client.cookies[settings.SESSION_COOKIE].value
    with at_the_door(token):
        Operator.objects.update(until_at=clock.now())
    assert client.get("/access/closed/").status_code == 403
    assert client.get("/access/operator/").status_code == 404
    assert follow("/access/esia/", HEAD, monkeypatch)[1]["Location"] == (
        "/access/refused/"
    )


def test_the_commands_print_a_link_and_keep_only_its_digest(school: rows.Rows) -> None:
    place = School.objects.get(pk=school.school)
    for command, *arguments in (
        ("invite_operator",),
        ("invite_administrator", "--school", to_text(place.key)),
        ("invite_administrator", "--school", place.short_name),
    ):
        said = StringIO()
        call_command(command, *arguments, stdout=said)
        address = urlsplit(said.getvalue().strip()).path
        token = re.fullmatch(r"/access/invitation/([\w-]{43})/", address)
        assert token is not None
        assert token[1] not in str(list(Invitation.objects.values()))
        assert Client().get(address).status_code == 200


def test_of_several_regions_the_operators_is_named(school: rows.Rows) -> None:
    other = Region.objects.create(slug="s", name="Край", policy_line="vologda")
    with pytest.raises(CommandError, match="назовите один в --region: r, s"):
        call_command("invite_operator")
    call_command("invite_operator", "--region", "s", stdout=StringIO())
    assert Invitation.objects.get().region == other


def test_a_school_that_is_not_there_is_one_sentence(school: rows.Rows) -> None:
    with pytest.raises(CommandError, match="Школы «Лицей» нет"):
        call_command("invite_administrator", "--school", "Лицей")
    rows.make_school(school.region)
    with pytest.raises(CommandError, match="Таких школ несколько"):
        call_command("invite_administrator", "--school", "Школа")


def test_without_a_region_there_is_nobody_to_invite() -> None:
    with pytest.raises(CommandError, match="open_region"):
        call_command("invite_operator")
    with pytest.raises(CommandError, match="open_school"):
        call_command("invite_administrator", "--school", "Школа")
