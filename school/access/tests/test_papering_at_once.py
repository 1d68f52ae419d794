"""Two people write one paper down at one moment: it stands there once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.access import papering
from school.access.models import CardConsent
from school.access.papering import Unfit
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_papering import TEACHER, led, paper, session_of
from school.people.models import Card
from school.walls.actor import job_of
from school.walls.behind import behind

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_the_second_finds_what_the_first_has_written() -> None:
    school = led(rows.make_school(rows.make_region()))
    token = session_of(school, school.teacher, TEACHER)
    for days_ago in range(ROUNDS, 0, -1):
        ready = Barrier(2)

        def write(
            _: int, days_ago: int = days_ago, ready: Barrier = ready
        ) -> Unfit | None:
            try:
                with at_the_door(token) as found:
                    assert found is not None
                    assert found.visitor is not None
                    card = Card.objects.get(pk=school.child)
                    ready.wait(timeout=10)
                    return papering.write_down(found.visitor, card, paper(days_ago))
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(write, range(2))) == [None, None]
        with behind(job_of(school.school, name="test")):
            assert CardConsent.objects.count() == ROUNDS - days_ago + 1
