"""Two administrators end one another's role at one moment: one of them remains."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_papering import TEACHER, session_of
from school.people.models import Card
from school.registry.tests.conftest import HEAD, Office
from school.rights.granting import grant
from school.rights.models import Grant
from school.rights.visitor import Role
from school.staff.ending import NOBODY_LEFT, end

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_one_of_them_remains(office: Office) -> None:
    pair = (office.rows.teacher, office.head_card)
    tokens = (
        session_of(office.rows, pair[0], TEACHER),
        session_of(office.rows, pair[1], HEAD),
    )
    for _ in range(ROUNDS):
        ready = Barrier(2)

        def finish(one: int, ready: Barrier = ready) -> str:
            try:
                with at_the_door(tokens[one]) as found:
                    assert found is not None
                    assert found.visitor is not None
                    other = Card.objects.get(pk=pair[1 - one])
                    ready.wait(timeout=10)
                    return end(found.visitor, other, found.visitor.today)
            finally:
                connection.close()

        with office.behind():
            Grant.objects.all().update(until_date=None)
            for card in Card.objects.filter(pk__in=pair):
                grant(card, Role.ADMINISTRATOR, on=rows.SEPTEMBER)
        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(finish, range(2))) == ["", NOBODY_LEFT]
        with office.behind():
            assert Grant.objects.filter(until_date=None).count() == 1
