"""The same place is made twice at one moment: there is one of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from school.regions.arranging import Named, add_municipality
from school.regions.models import Municipality, Region, School
from school.regions.opening import NotOpened
from school.regions.opening_schools import open_school, open_school_in

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 10
Done = TypeVar("Done")


@pytest.fixture
def region() -> Region:
    return Region.objects.create(slug="r", name="Область", policy_line="ryazan")


def twice(make: Callable[[], Done]) -> list[Done]:
    """What two connections were told that did this at one moment."""
    ready = Barrier(2)

    def one(_: int) -> Done:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            return make()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


def test_a_municipality_is_added_once(region: Region) -> None:
    for number in range(ROUNDS):
        named = Named(f"Район {number}")
        done = twice(lambda named=named: add_municipality(region, named, by="test"))
        assert sorted(done) == ["", f"Муниципалитет «{named.name}» уже есть."]
        assert Municipality.objects.filter(name=named.name).count() == 1


def test_a_school_is_opened_once(region: Region) -> None:
    town = Municipality.objects.create(region=region, name="Город")
    for number in range(ROUNDS):
        name = f"Школа № {number}"
        done = twice(lambda name=name: open_school_in(town, name=name, by="test"))
        assert sum(isinstance(one, NotOpened) for one in done) == 1
        assert School.objects.filter(name=name).count() == 1


def test_of_two_municipalities_with_one_name_a_command_takes_the_first(
    region: Region,
) -> None:
    towns = [Municipality.objects.create(region=region, name="Город") for _ in "ab"]
    made = open_school(municipality="Город", name="Школа")
    assert isinstance(made, School)
    assert made.municipality == towns[0]
