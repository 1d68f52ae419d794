"""Outside of a test's own transaction, and two at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from school.access.throttling import NOBODY, Slowed
from school.lib import clock
from school.logins.activating import Typed, activate
from school.logins.entering import Browser, CameIn, Whose, Wrong, enter
from school.logins.recovering import answer_what_waits, ask
from school.logins.tests.steps import BORN, PASSWORD, Desk

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, act: Any) -> list[Any]:
    """What each of so many threads got that began together."""
    ready = Barrier(times)

    def one(_: int) -> Any:
        ready.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def come(login: str, password: str = PASSWORD) -> Any:
    return enter(login, password, browser=Browser(), caller=NOBODY, at=clock.now())


def test_the_whole_life_of_a_password_needs_no_transaction_around(desk: Desk) -> None:
    card = desk.activated()
    assert isinstance(come(card.login, "не тот пароль"), Wrong)
    assert isinstance(come(card.login), CameIn)
    for _ in range(5):
        come(card.login, "не тот пароль")
    assert isinstance(come(card.login), Slowed)
    ask(desk.office.rows.region, card.login, at=clock.now())
    assert answer_what_waits() == 1
    desk.activated("лужа прыгнула в сапог")
    assert isinstance(come(card.login, "лужа прыгнула в сапог"), CameIn)


def test_two_who_press_with_one_code_use_it_up_once(desk: Desk) -> None:
    card = desk.card()
    typed = Typed(card.login, card.code, BORN, PASSWORD)
    found = at_once(2, lambda: activate(typed, caller=NOBODY, at=clock.now()))
    assert sum(isinstance(one, Whose) for one in found) == 1
    assert desk.states() == ["activated"]


def test_guesses_at_once_are_no_more_than_the_rules_allow(desk: Desk) -> None:
    card = desk.activated()
    found = at_once(8, lambda: come(card.login, "не тот пароль"))
    assert sum(isinstance(one, Wrong) for one in found) <= 5
    assert any(isinstance(one, Slowed) for one in found)
    kept = desk.password()
    assert kept is not None
    assert kept.failures <= 5


def test_the_first_sign_ins_on_two_devices_tie_the_card_once(desk: Desk) -> None:
    card = desk.activated()
    found = at_once(2, lambda: come(card.login))
    assert all(isinstance(one, CameIn) for one in found)
