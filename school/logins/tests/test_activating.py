"""A code from the paper becomes a password: once, and only in the child's hands."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from school.access.models import Throttle
from school.access.sessions import is_open
from school.access.throttling import NOBODY, Caller, Slowed
from school.audit.models import AuditLine
from school.lib import clock
from school.logins import activating, passwords
from school.logins.activating import NotActivated, Typed, activate
from school.logins.codes import shown
from school.logins.entering import Browser, CameIn, Whose, enter
from school.logins.paper import CardOnPaper
from school.logins.tests.steps import BORN, PASSWORD, Desk

pytestmark = pytest.mark.django_db


def typed(card: CardOnPaper, **changed: Any) -> Typed:
    return replace(Typed(card.login, card.code, BORN, PASSWORD), **changed)


def told(what: Typed, caller: Caller = NOBODY) -> str:
    found = activate(what, caller=caller, at=clock.now())
    assert isinstance(found, NotActivated)
    return found.sentence or found.password


def test_a_code_becomes_a_password_and_the_card_is_used_up(desk: Desk) -> None:
    card = desk.card()
    as_typed = typed(card, login=card.login.upper(), code=shown(card.code).lower())
    assert isinstance(activate(as_typed, caller=NOBODY, at=clock.now()), Whose)
    kept = desk.password()
    assert kept is not None
    assert kept.hash.startswith("$argon2id$")
    assert desk.states() == ["activated"]
    assert "уже выбран" in told(typed(card))
    with desk.office.behind():
        assert AuditLine.objects.filter(action="activate_login").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "kvt48273"},
        {"login": "никто"},
        {"code": "7K4MX2PTBA"},
        {"code": ""},
        {"born": date(2015, 5, 21)},
        {"born": None},
    ],
)
def test_whatever_is_wrong_the_sentence_is_one(
    desk: Desk, wrong: dict[str, Any]
) -> None:
    assert told(typed(desk.card(), **wrong)) == activating.NOT_FOUND
    assert desk.password() is None


def test_after_five_wrong_codes_the_card_is_void(desk: Desk) -> None:
    card = desk.card()
    for _ in range(5):
        assert told(typed(card, code="7K4MX2PTBA")) == activating.NOT_FOUND
    assert desk.states() == ["void"]
    assert "больше не действует" in told(typed(card))


def test_a_password_that_is_not_fit_leaves_the_code_as_it_was(desk: Desk) -> None:
    card = desk.card()
    for weak in ("12345678", "коротко", f"{card.login}!!", "Иванова-2015-кот"):
        assert told(typed(card, password=weak)) in (
            passwords.COMMON,
            passwords.SHORT,
            passwords.ABOUT,
        )
    (row,) = desk.rows()
    assert (row.state, row.tries) == ("printed", 0)
    assert isinstance(activate(typed(card), caller=NOBODY, at=clock.now()), Whose)


def test_a_former_card_and_an_old_one_say_what_became_of_them(desk: Desk) -> None:
    former, card = desk.card(), desk.card()
    assert "больше не действует" in told(typed(former))
    later = clock.now() + timedelta(days=30)
    found = activate(typed(card), caller=NOBODY, at=later)
    assert found == NotActivated(activating.EXPIRED)


def test_a_code_is_good_for_its_own_login_alone(desk: Desk) -> None:
    other = desk.office.make("Орлов Глеб", "student", birth_date=BORN)
    mine, his = desk.print(desk.child, other.pk, by=desk.as_head()).cards
    assert told(typed(mine, code=his.code)) == activating.NOT_FOUND


def test_a_new_password_ends_the_sessions_and_the_former_password(desk: Desk) -> None:
    card = desk.activated()
    came = enter(card.login, PASSWORD, browser=Browser(), caller=NOBODY, at=clock.now())
    assert isinstance(came, CameIn)
    desk.activated("лужа прыгнула в сапог")
    assert not is_open(came.token)
    again = enter(
        card.login, PASSWORD, browser=Browser(), caller=NOBODY, at=clock.now()
    )
    assert not isinstance(again, CameIn)


def test_a_class_behind_one_address_activates_without_waiting(desk: Desk) -> None:
    school = Caller(address="192.0.2.7")
    for _ in range(35):
        card = desk.card()
        found = activate(typed(card), caller=school, at=clock.now())
        assert isinstance(found, Whose)
    assert not Throttle.objects.filter(times__gt=0).exists()


def test_thirty_wrong_codes_an_hour_are_all_that_an_address_has(desk: Desk) -> None:
    card, school = desk.card(), Caller(address="192.0.2.7")
    for number in range(30):
        found = activate(
            typed(card, login=f"kvt4827{number}"), caller=school, at=clock.now()
        )
        assert isinstance(found, NotActivated)
    assert isinstance(activate(typed(card), caller=school, at=clock.now()), Slowed)
    assert desk.states() == ["printed"]
