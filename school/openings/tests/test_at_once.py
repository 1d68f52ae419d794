"""One operator opens two schools at one moment: one of them is open."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from school.lib import clock
from school.openings.opening import open_school
from school.openings.rules import RUNNING
from school.openings.tests.conftest import WHY, acts, keeper_of
from school.registry.tests.conftest import Office

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_presses_one_opens(
    office: Office, whole: Client, another_office: Callable[[], Office]
) -> None:
    other = another_office()
    by, now, ready = keeper_of(office.rows.region), clock.now(), Barrier(2)

    def press(school: int) -> str:
        try:
            ready.wait(timeout=10)
            return open_school(by, by.schools[school], WHY, now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(press, [office.school, other.school]))
    assert told == ["", RUNNING]
    assert sorted(acts(office) + acts(other)) == ["open_school"]
