"""The parent's way: the sheet's code, Госуслуги, the child's name, waiting."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from school.access import gosuslugi
from school.access.models import Account
from school.inviting import issuing
from school.inviting.answering import MOST_TRIES, NOT_FOUND
from school.inviting.codes import new_code, shown
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.inviting.tests.steps import (
    CHILD,
    FATHER,
    NUMBER,
    STRANGER,
    parents,
    sheet,
    sign_in,
    waiting,
)
from school.lib import clock
from school.people.models import Card
from school.registry.tests.conftest import Office, words
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def test_a_parent_comes_in_names_the_child_and_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, back = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
    assert (back.status_code, back["Location"]) == (303, "/invited/")
    page = words(client.get("/invited/"))
    assert "Школа" in page
    assert "классный руководитель Иванова Е. И." in page
    assert "Пётр" not in page
    assert "Ильинична" not in page
    sent = client.post("/invited/", {"child": CHILD.lower().replace("ё", "е")})
    assert (sent.status_code, sent["Location"]) == (303, "/invited/")
    page = words(client.get("/invited/"))
    assert "Ждём подтверждения классного руководителя" in page
    assert "Это ещё не всё" in page
    assert "Иванова Е. И." in page
    assert waiting(office).student_id == office.rows.child
    assert len(parents(office)) == 1


def test_nothing_of_his_is_kept_in_the_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sheet(office, office.teacher())
    client, _ = sign_in(code, FATHER, monkeypatch)
    client.post("/invited/", {"child": CHILD})
    with office.behind():
        one = InvitedPerson.objects.get()
        digest = FamilyInvitation.objects.get().digest
    assert NUMBER.encode() not in bytes(one.sealed)
    assert "Зорин" not in bytes(one.sealed).decode(errors="ignore")
    assert code not in digest
    cookie = client.cookies["invited"]
    assert (cookie["path"], bool(cookie["httponly"])) == ("/invited/", True)


def test_another_childs_name_is_answered_like_a_dead_code(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sheet(office, office.teacher())
    client, _ = sign_in(code, FATHER, monkeypatch)
    wrong = client.post("/invited/", {"child": "Иванова Павел Ильинична"})
    issuing_again = sheet(office, office.teacher())
    dead = client.post("/invited/", {"child": CHILD})
    assert issuing_again != code
    assert (wrong.status_code, dead.status_code) == (422, 422)
    assert NOT_FOUND in words(wrong)
    assert NOT_FOUND in words(dead)
    assert NOT_FOUND in words(Client().get(f"/invited/{code}/"))


def test_five_wrong_names_and_the_sheet_is_dead(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sheet(office, office.teacher())
    client, _ = sign_in(code, FATHER, monkeypatch)
    for _ in range(MOST_TRIES):
        client.post("/invited/", {"child": "Иванова Павел Ильинична"})
    assert client.post("/invited/", {"child": CHILD}).status_code == 422
    assert Client().get(f"/invited/{code}/").status_code == 404
    assert client.get("/invited/").status_code == 404


def test_what_is_no_name_costs_no_try(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
    for typed in ("", "Пётр", "Иванова П. И.", "5", "ы" * 300):
        assert client.post("/invited/", {"child": typed}).status_code == 422
    assert client.post("/invited/", {"child": CHILD}).status_code == 303


def test_a_sheet_works_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    code = sheet(office, office.teacher())
    first, _ = sign_in(code, FATHER, monkeypatch)
    second, _ = sign_in(code, STRANGER, monkeypatch)
    assert first.post("/invited/", {"child": CHILD}).status_code == 303
    assert second.post("/invited/", {"child": CHILD}).status_code == 422
    assert second.get("/invited/").status_code == 404
    assert Client().get(f"/invited/{code}/").status_code == 404
    assert first.get(f"/invited/{code}/")["Location"] == "/invited/"


def test_a_sheet_ends_after_two_weeks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sheet(office, office.teacher())
    client, _ = sign_in(code, FATHER, monkeypatch)
    with office.behind():
        ended = clock.now() - timedelta(seconds=1)
        FamilyInvitation.objects.update(expires_at=ended)
    assert Client().get(f"/invited/{code}/").status_code == 404
    assert client.post("/invited/", {"child": CHILD}).status_code == 422
    assert timedelta(days=14) == issuing.LASTS


@pytest.mark.parametrize(
    "person",
    [
        replace(FATHER, level="simplified"),
        replace(FATHER, snils=None),
        replace(FATHER, birth_date=FATHER.birth_date.replace(year=2010)),
    ],
)
def test_only_a_grown_up_with_a_confirmed_account_is_invited(
    person: object, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, back = sign_in(sheet(office, office.teacher()), person, monkeypatch)  # type: ignore[arg-type]
    assert back["Location"] == "/access/refused/"
    assert "invited" not in client.cookies


def test_a_sign_in_without_an_invitation_leads_where_it_always_led(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: FATHER)
    client = Client()
    for sent in ({}, {"invited": "https://evil.test/"}, {"invited": "1:x"}):
        begun = client.post("/access/esia/", sent)
        state = begun["Location"].split("state=")[1].split("&")[0]
        back = client.get("/access/esia/return/", {"state": state, "code": "x"})
        assert back["Location"] == "/access/refused/"


def test_a_made_up_digest_leads_to_a_dead_invitation(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: FATHER)
    client = Client()
    begun = client.post("/access/esia/", {"invited": "1:" + "0" * 64})
    state = begun["Location"].split("state=")[1].split("&")[0]
    client.get("/access/esia/return/", {"state": state, "code": "x"})
    assert client.get("/invited/").status_code == 404
    assert client.post("/invited/", {"child": CHILD}).status_code == 404


@pytest.mark.parametrize(
    "cookie", ["", "x", "\xe9", "AAAA", "0" * 4000, "../../", "'; --"]
)
def test_a_forged_cookie_is_as_good_as_none(cookie: str, office: Office) -> None:
    client = Client()
    client.cookies["invited"] = cookie
    assert "Впишите код с листа" in words(client.get("/invited/"))
    assert client.post("/invited/", {"child": CHILD}).status_code == 422


@pytest.mark.parametrize("typed", ["", "x", "7K4M", "7K4M-2XPT-9BE0", "\x00", "ы" * 99])
def test_what_is_no_code_is_asked_again(typed: str, office: Office) -> None:
    page = Client().post("/invited/", {"code": typed})
    assert page.status_code == 422
    assert "Проверьте код" in words(page)


def test_a_code_typed_leads_to_its_page(office: Office) -> None:
    code = sheet(office, office.teacher())
    answer = Client().post("/invited/", {"code": shown(code).lower()})
    assert (answer.status_code, answer["Location"]) == (303, f"/invited/{code}/")


def test_an_invented_code_is_not_there(office: Office) -> None:
    assert Client().get(f"/invited/{new_code()}/").status_code == 404
    assert Client().get("/invited/x/").status_code == 404


def test_names_are_tried_a_few_times_an_hour_by_one_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    for _ in range(3):
        client, _ = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
        answers += [
            client.post("/invited/", {"child": "Иванова Павел Ильинична"}).status_code
            for _ in range(4)
        ]
    assert answers == [422] * 10 + [429] * 2


def test_at_the_door_an_invitation_shows_to_who_knows_its_code_alone(
    office: Office,
) -> None:
    sheet(office, office.teacher())
    with behind(Actor(Kind.DOOR, name="test", digests=("1:" + "0" * 64,))):
        assert not FamilyInvitation.objects.exists()
        assert not InvitedPerson.objects.exists()


def test_nobody_gets_a_card_or_an_account_by_asking(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.behind():
        before = Card.objects.count()
    client, _ = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
    client.post("/invited/", {"child": CHILD})
    with office.behind():
        assert Card.objects.count() == before
    with behind(Actor(Kind.DOOR, name="test", oid=FATHER.oid)):
        assert not Account.objects.filter(oid=FATHER.oid).exists()
    assert client.get("/diary/").status_code == 302
