"""A parent makes a code for his own child, and for nobody else's."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from school.access.tests.test_papering import MOTHER, session_of
from school.lib import clock
from school.lib.dates import day_in_words
from school.lib.keys import to_text
from school.logins.codes import read_code
from school.logins.making import name_of
from school.logins.tests.steps import BORN, PASSWORD, Desk
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, browser, words

pytestmark = pytest.mark.django_db


def mother(desk: Desk) -> Client:
    return browser(session_of(desk.office.rows, desk.office.rows.mother, MOTHER))


def address(desk: Desk) -> str:
    return f"/login/child/{desk.office.key(desk.child)}/"


def test_a_mothers_code_opens_the_childs_login_and_the_school_sees_whose_it_is(
    desk: Desk,
) -> None:
    desk.card()
    parent = mother(desk)
    assert address(desk) in words(parent.get("/family/"))
    assert "Сделать новый код" in words(parent.get(address(desk)))
    assert desk.states() == ["printed"], "a look makes nothing"
    page = parent.post(address(desk))
    assert page["Cache-Control"] == "no-store"
    login, code = re.findall(r'support__number">([^<]+)<', words(page))
    form = {"login": login, "code": code, "born": f"{BORN:%d.%m.%Y}"}
    done = Client().post("/login/activate/", form | {"password": PASSWORD})
    assert done.status_code == 303
    assert desk.states() == ["void", "activated"]
    made = desk.rows()[1]
    assert (made.made_by_id, made.issued_to) == (desk.office.rows.mother, "parent")
    assert read_code(code) is not None


def test_the_school_sees_who_made_a_code_and_never_the_code(desk: Desk) -> None:
    desk.card()
    page = mother(desk).post(address(desk))
    _, code = re.findall(r'support__number">([^<]+)<', words(page))
    made = desk.rows()[1]
    with desk.office.behind():
        name = name_of(made.made_by).with_initials
    on = day_in_words(clock.today(made.login.school.region.zone()))
    origin = f"Код создал родитель {on}, {name}".replace("\xa0", " ")
    personal = f"/registry/cards/{desk.office.key(desk.child)}/"
    for reader in (desk.office.teacher(), desk.office.head()):
        listed = words(reader.get("/cards/"))
        assert f"{origin}; действует до" in listed
        assert "Код у родителя" in listed
        told = words(reader.get(personal))
        assert f"Код у родителя {on}. {origin}".replace("\xa0", " ") in told
        assert f"Больше не действует {on}. Напечатана".replace("\xa0", " ") in told
        for shown in (code, str(read_code(code)), made.digest):
            assert shown not in listed + told
    assert "Код создал" not in words(
        desk.office.teacher().get(
            f"/registry/cards/{desk.office.key(desk.office.rows.mother)}/"
        )
    )


def test_nobody_else_has_such_a_page(
    desk: Desk, another_office: Callable[[], Office]
) -> None:
    there = Desk(another_office())
    stranger = address(there)
    parent = mother(desk)
    for one, at in (
        (parent, stranger),
        (desk.office.teacher(), address(desk)),
        (desk.office.head(), address(desk)),
        (parent, f"/login/child/{to_text(1)}/"),
    ):
        assert one.get(at).status_code == 404
        assert one.post(at).status_code == 404
    assert desk.states() == there.states() == []


def test_whom_a_court_restricts_makes_no_code(desk: Desk) -> None:
    parent = mother(desk)
    with desk.office.behind():
        Kinship.objects.update(restricted=True)
    assert parent.post(address(desk)).status_code in (302, 404)
    assert desk.states() == []


def test_the_child_himself_makes_none(desk: Desk) -> None:
    card, child = desk.activated(), Client()
    child.post("/login/", {"login": card.login, "password": PASSWORD})
    assert child.post(address(desk)).status_code == 404


def test_past_the_border_the_page_says_what_is_needed(desk: Desk) -> None:
    parent = mother(desk)
    desk.born(date(2011, 5, 20))
    page = parent.get(address(desk))
    assert "своя подтверждённая запись" in words(page)
    assert "Сделать новый код" not in words(page)
    assert parent.post(address(desk)).status_code == 422
    assert desk.states() == []
    assert address(desk) not in words(parent.get("/family/"))


def test_five_codes_an_hour_are_enough(desk: Desk) -> None:
    parent = mother(desk)
    codes = [parent.post(address(desk)).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    with desk.office.behind():
        assert Card.objects.filter(pk=desk.child).exists()
