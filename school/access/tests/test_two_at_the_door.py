"""Two browsers of one person at the same moment: nobody fails, nothing doubles."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from school.access import attempting, gosuslugi
from school.access.attaching import open_account
from school.access.models import Account, Attempt, HeldCard
from school.access.signing_in import Browser, TurnedAway, begin, come_back
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_gathering import at_the_door as door_of
from school.lib import clock
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
ROUNDS = 6
TYPO = replace(MOTHER, first_name="Аннна")


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def at_once(act: Callable[[int], T]) -> list[T]:
    """What both threads get; each starts its act when the other is ready too."""
    ready = Barrier(2)

    def one(place: int) -> T:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            return act(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


def test_a_card_held_at_two_sign_ins_at_once_is_told_of_twice_in_one_row(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: TYPO)

    def refused(_: int) -> TurnedAway:
        begun = begin(school.region)
        state = parse_qs(urlsplit(begun.address).query)["state"][0]
        result = come_back({"state": state, "code": "x"}, Browser(begun.browser))
        assert isinstance(result, TurnedAway)
        return result

    for _ in range(ROUNDS):
        numbers = {one.reference for one in at_once(refused)}
        assert (
            len(numbers) == Attempt.objects.filter(reference__in=numbers).count() == 2
        )
        with behind(job_of(school.school, name="test")):
            held = HeldCard.objects.get()
            held.delete()
        assert (held.reason, held.times) == ("typo_in_name", 2)
        assert held.reference in numbers


def test_of_two_returns_with_one_state_one_finds_the_attempt(school: rows.Rows) -> None:
    for _ in range(ROUNDS):
        begun = begin(school.region)
        state = parse_qs(urlsplit(begun.address).query)["state"][0]
        taken = at_once(
            lambda _, state=state, begun=begun: attempting.take(  # type: ignore[misc]
                state, begun.browser, clock.now()
            )
        )
        assert sum(one is not None for one in taken) == 1


def test_two_first_times_at_once_make_one_account(school: rows.Rows) -> None:
    for number in range(ROUNDS):
        person = replace(MOTHER, oid=5000 + number)
        made = at_once(
            lambda _, person=person: open_account(  # type: ignore[misc]
                school.region, person, clock.now()
            )
        )
        assert made[0] == made[1]
        with behind(door_of(made[0])):
            assert Account.objects.get().oid == person.oid
