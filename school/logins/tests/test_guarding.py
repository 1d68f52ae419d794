"""A crowd that guesses: one alarm, a task for everybody, an end by itself."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access.models import Throttle
from school.access.throttling import Caller, Door, knock
from school.lib import clock
from school.logins import guarding
from school.logins.guarding import FEWEST, LASTS, holds, is_attack, note_failure
from school.logins.models import LoginGuard, RecoveryAsked
from school.logins.tests.steps import PASSWORD, Desk
from school.logins.tests.test_tasks import solve, task_in
from school.registry.tests.conftest import words

SECOND = timedelta(seconds=1)


def guess(most: int, at: Any = None, *, begin: int = 0) -> None:
    """As many logins as a crowd has tried, each once."""
    for number in range(begin, begin + most):
        note_failure(f"digest {number}", at or clock.now())


def test_two_in_a_hundred_are_too_many_and_a_class_is_not() -> None:
    assert not is_attack(FEWEST - 1, 0)
    assert is_attack(FEWEST, 1_499)
    assert not is_attack(FEWEST, 1_500)
    assert not is_attack(2_600, 130_000)
    assert is_attack(2_601, 130_000)


@pytest.mark.django_db
def test_one_alarm_while_it_lasts_and_it_ends_by_itself() -> None:
    at = clock.now()
    guess(FEWEST - 1, at)
    assert not holds(at)
    guess(FEWEST * 3, at + SECOND, begin=FEWEST - 1)
    alarm = LoginGuard.objects.get()
    assert (alarm.failing, alarm.passwords) == (FEWEST * 3, 0)
    assert holds(at + LASTS)
    assert not holds(at + LASTS + 2 * SECOND)
    again = at + timedelta(hours=1)
    guess(FEWEST, again)
    assert LoginGuard.objects.count() == 2
    assert not holds(at - SECOND), "a clock that was set back is not guarded for hours"


@pytest.mark.django_db
def test_while_it_goes_on_the_alarm_goes_on() -> None:
    at = clock.now()
    for minutes in range(0, 60, 6):
        guess(FEWEST, at + timedelta(minutes=minutes), begin=minutes * 1000)
    alarm = LoginGuard.objects.get()
    assert alarm.until_at >= at + timedelta(minutes=54) + LASTS


@pytest.mark.django_db
def test_the_same_logins_again_and_again_raise_nothing() -> None:
    at = clock.now()
    for second in range(5):
        guess(FEWEST - 1, at + second * SECOND)
    assert not holds(at + 5 * SECOND)
    assert Throttle.objects.count() == FEWEST


@pytest.mark.django_db
def test_a_failure_costs_one_statement_of_our_own(
    django_assert_num_queries: Any,
) -> None:
    note_failure("first", clock.now())
    for digest in ("second", "first"):
        with CaptureQueriesContext(connection) as found:
            note_failure(digest, clock.now())
        asked = [one["sql"] for one in found if "SAVEPOINT" not in one["sql"]]
        assert len(asked) == 1


@pytest.mark.django_db
def test_whoever_types_under_guard_works_first_whatever_the_login(desk: Desk) -> None:
    card = desk.activated()
    guess(FEWEST)
    form = {"login": card.login, "password": PASSWORD}
    told, asked = set(), set()
    for login in (card.login, "kvt48273"):
        with CaptureQueriesContext(connection) as found:
            page = Client().post("/login/", form | {"login": login})
        assert page.status_code == 422
        shown = words(page).replace(login, "")
        assert PASSWORD not in shown
        told.add(_plain(shown))
        asked.add(tuple(one["sql"].split()[0] for one in found))
    assert len(told) == len(asked) == 1
    child = Client()
    page = words(child.get("/login/"))
    assert "Кто-то подбирает пароли" in page
    sent = solve(task_in(page))
    wrong = child.post("/login/", form | sent | {"password": "не тот"})
    assert "не подошли" in words(wrong)
    assert child.post("/login/", form | sent).status_code == 422, "it was used up"
    fresh = solve(task_in(words(wrong)))
    done = child.post("/login/", form | fresh)
    assert (done.status_code, done["Location"]) == (303, "/")


@pytest.mark.django_db
def test_wrong_passwords_of_a_crowd_raise_it_over_http(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "FEWEST", 3)
    for number in range(3):
        assert "data-task" not in words(Client().get("/login/"))
        sent = {"login": f"kvt4827{number + 2}", "password": "не тот"}
        Client().post("/login/", sent, REMOTE_ADDR=f"203.0.113.{number}")
    assert "data-task" in words(Client().get("/login/"))
    # A card's code is the way in for whoever has no scripts.
    assert "data-task" not in words(Client().get("/login/activate/"))


@pytest.mark.django_db
def test_above_five_hundred_recoveries_of_a_region_a_browser_works(desk: Desk) -> None:
    page = Client().post("/login/forgotten/", {"who": "kvt48273"})
    assert page.status_code == 200
    of_region = Caller(reference=desk.office.rows.region.slug)
    for _ in range(500):
        knock(Door.RECOVERIES, of_region, clock.now())
    asker = Client()
    page = asker.post("/login/forgotten/", {"who": "kvt48273"})
    assert page.status_code == 422
    assert RecoveryAsked.objects.count() == 1
    assert 'value="kvt48273"' in words(page), "what was typed stays"
    sent = solve(task_in(words(page)))
    done = asker.post("/login/forgotten/", {"who": "kvt48273"} | sent)
    assert done.status_code == 200
    assert RecoveryAsked.objects.count() == 2
    again = asker.post("/login/forgotten/", {"who": "kvt48273"} | sent)
    assert again.status_code == 422
    assert RecoveryAsked.objects.count() == 2


def _plain(page: str) -> str:
    without = re.sub(r'name="task" value="[^"]+"', "", page)
    return re.sub(r'value="[^"]{64}"', "", without)
