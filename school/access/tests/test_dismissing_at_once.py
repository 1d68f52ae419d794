"""Two operators of a region dismiss one another at one moment: one of them remains."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.access.models import Operator
from school.access.operating import Dismissed, dismiss, keeper
from school.access.tests import rows
from school.access.tests.test_municipal_operators import OTHER, live
from school.access.tests.test_operator_page import operator
from school.lib import clock
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_one_of_them_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    region = rows.make_school(rows.make_region()).region
    operator(region, monkeypatch)
    operator(region, monkeypatch, person=OTHER)
    pair = tuple(live(region).values())
    for _ in range(ROUNDS):
        ready = Barrier(2)

        def finish(one: int, ready: Barrier = ready) -> Dismissed | None:
            try:
                by = keeper(pair[one].account_id)
                assert by is not None
                ready.wait(timeout=10)
                return dismiss(by, pair[1 - one].pk, clock.now())
            finally:
                connection.close()

        with behind(Actor(Kind.SUPPORT, "test", region=region.pk)):
            Operator.objects.update(until_at=None)
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(finish, range(2)))
        assert sorted(one is not None for one in done) == [False, True]
        assert len(live(region)) == 1
