"""In by a login: the right password, a wrong one, too many, and the age's end."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access.models import Account, Attachment, Session
from school.access.recognising import at_the_door
from school.access.throttling import NOBODY, Caller, Slowed
from school.lib import clock
from school.logins import entering, hashing
from school.logins.entering import (
    MOST_FAILURES,
    OFF,
    WRONG,
    Browser,
    CameIn,
    Entered,
    Wrong,
    enter,
)
from school.logins.models import LoginPassword
from school.logins.rules import NoPassword
from school.logins.tests.steps import PASSWORD, Desk
from school.people.models import Card
from school.registry.tests.conftest import Office

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")


def come(
    login: str,
    password: str = PASSWORD,
    *,
    browser: Browser = Browser(),  # noqa: B008 - frozen
    caller: Caller = NOBODY,
    at: datetime | None = None,
) -> Entered:
    return enter(login, password, browser=browser, caller=caller, at=at or clock.now())


def came(entered: Entered) -> str:
    assert isinstance(entered, CameIn), entered
    return entered.token


def test_a_child_comes_in_and_reads_his_own_diary_alone(desk: Desk) -> None:
    card = desk.activated()
    with at_the_door(came(come(f" {card.login.upper()} "))) as found:
        assert found is not None
        assert found.visitor is not None
        assert [one.student for one in found.visitor.himself] == [desk.child]
        assert found.visitor.schools == (desk.office.school,)


def test_every_wrong_answer_is_the_same(desk: Desk) -> None:
    card, before = desk.activated(), Session.objects.count()
    for login, password in [
        (card.login, "не тот пароль"),
        (card.login, PASSWORD.upper()),
        ("kvt48273", PASSWORD),
        ("совсем не логин", PASSWORD),
        (card.login, ""),
        (card.login, card.code),
        ("\0", "\0"),
    ]:
        assert come(login, password) == Wrong(WRONG)
    assert Session.objects.count() == before


def test_before_a_password_is_chosen_nothing_opens(desk: Desk) -> None:
    card = desk.card()
    for password in ("", card.code, PASSWORD):
        assert come(card.login, password) == Wrong(WRONG)


def test_a_known_and_an_unknown_login_ask_the_same_of_the_database(
    desk: Desk,
) -> None:
    card = desk.activated()
    asked = []
    for login in (card.login, "kvt48273"):
        with CaptureQueriesContext(connection) as found:
            come(login, "не тот пароль")
        asked.append([one["sql"].split()[0] for one in found.captured_queries])
    assert asked[0][:-1] == asked[1][:-1]
    assert abs(len(asked[0]) - len(asked[1])) <= 1


def test_five_wrong_passwords_and_the_right_one_waits_five_minutes(desk: Desk) -> None:
    card = desk.activated()
    for _ in range(5):
        assert come(card.login, "не тот пароль") == Wrong(WRONG)
    slowed = come(card.login)
    assert isinstance(slowed, Slowed)
    assert slowed.until <= clock.now() + timedelta(minutes=5)
    assert isinstance(come("kvt48273"), Wrong), "another login is not slowed"
    came(come(card.login, at=slowed.until))


def test_an_unknown_login_is_slowed_down_alike(desk: Desk) -> None:
    for _ in range(5):
        assert come("kvt48273") == Wrong(WRONG)
    assert isinstance(come("kvt48273"), Slowed)


def test_knocking_while_one_waits_makes_the_wait_no_longer(desk: Desk) -> None:
    card = desk.activated()
    for _ in range(60):
        come(card.login, "не тот пароль")
    kept = desk.password()
    assert kept is not None
    assert kept.failures == 5
    came(come(card.login, at=clock.now() + timedelta(minutes=5)))


def test_the_childs_own_browser_is_not_slowed_by_a_stranger(desk: Desk) -> None:
    card = desk.activated()
    for _ in range(6):
        come(card.login, "не тот пароль")
    came(come(card.login, browser=Browser(known="x")))


def test_a_new_card_lets_in_at_once(desk: Desk) -> None:
    card = desk.activated()
    for _ in range(6):
        come(card.login, "не тот пароль")
    desk.activated("лужа прыгнула в сапог")
    came(come(card.login, "лужа прыгнула в сапог"))


def test_right_passwords_are_not_counted(desk: Desk) -> None:
    card, school = desk.activated(), Caller(address="192.0.2.7")
    for _ in range(25):
        came(come(card.login, caller=school))


def test_the_hundredth_wrong_password_in_a_row_makes_the_right_one_void(
    desk: Desk,
) -> None:
    card = desk.activated()
    with desk.office.behind():
        LoginPassword.objects.update(failures=MOST_FAILURES - 1)
    assert come(card.login, "не тот пароль") == Wrong(WRONG)
    assert come(card.login) == Wrong(WRONG)
    kept = desk.password()
    assert kept is not None
    assert kept.hash == ""


def test_the_right_password_begins_the_count_anew(desk: Desk) -> None:
    card = desk.activated()
    come(card.login, "не тот пароль")
    came(come(card.login))
    kept = desk.password()
    assert kept is not None
    assert kept.failures == 0


def test_a_hash_of_former_parameters_is_made_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "ROUNDS", 1)
    card = desk.activated()
    monkeypatch.undo()
    came(come(card.login))
    kept = desk.password()
    assert kept is not None
    assert not hashing.is_dated(kept.hash)
    came(come(card.login))


def test_whose_user_is_switched_off_is_told_so_when_the_password_is_right(
    desk: Desk,
) -> None:
    card = desk.activated()
    with desk.office.behind():
        Card.objects.filter(pk=desk.child).update(user=Card.User.INACTIVE)
    assert come(card.login) == Wrong(OFF)
    assert come(card.login, "не тот пароль") == Wrong(WRONG)


def test_on_the_day_of_the_border_only_gosuslugi_are_left(desk: Desk) -> None:
    card = desk.activated()
    desk.born(date(2012, 6, 1))
    eve = datetime(2026, 11, 30, 23, 59, tzinfo=MOSCOW)
    token = came(come(card.login, at=eve))
    over = datetime(2026, 12, 1, tzinfo=MOSCOW)
    assert Session.objects.order_by("-opened_at").first() is not None
    with at_the_door(token) as found:
        assert found is not None
    assert {each.ends_at for each in Session.objects.filter(opened_at=eve)} == {over}
    why = come(card.login, at=over)
    assert isinstance(why, NoPassword)
    assert "подтверждённая" in why.needed.text
    assert come(card.login, "не тот пароль", at=over) == Wrong(WRONG)


def test_two_children_have_two_accounts_in_two_schools(
    desk: Desk, another_office: Callable[[], Office]
) -> None:
    there = Desk(another_office())
    one, other = desk.activated(), there.activated("лужа прыгнула в сапог")
    came(come(one.login))
    assert come(other.login) == Wrong(WRONG)
    came(come(other.login, "лужа прыгнула в сапог"))
    ties = []
    for office in (desk.office, there.office):
        with office.behind():
            ties += Attachment.objects.filter(evidence="login").values_list(
                "account", "oid"
            )
    assert len(set(ties)) == 2
    assert {oid for _, oid in ties} == {None}
    assert Account._meta.get_field("oid").null


def test_a_card_that_was_merged_opens_nothing(desk: Desk) -> None:
    card = desk.activated()
    with desk.office.behind():
        Card.objects.filter(pk=desk.child).update(merged=True)
    assert come(card.login) == Wrong(OFF)


def test_a_wrong_try_while_all_places_are_taken_is_not_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = desk.activated()

    def busy(*_: object) -> bool:
        raise hashing.Busy

    monkeypatch.setattr(entering, "is_right", busy)
    for _ in range(7):
        with pytest.raises(hashing.Busy):
            come(card.login)
    monkeypatch.undo()
    came(come(card.login))
