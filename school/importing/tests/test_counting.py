"""Sixty students cost as many queries as ten: to be looked at, and to be written."""

from datetime import date

import pytest

from school.importing.tests.books import Row
from school.importing.tests.lists import page_of
from school.lib.postgres.spending import spent
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)
_LETTERS = "АБВГДЕЖЗИК"


def family(number: int, phone: str = "8 900 000-00-00") -> list[Row]:
    """Two children of one mother."""
    name = f"Ким{_LETTERS[number // 10]}{_LETTERS[number % 10]}".title()
    mother = (f"{name} Ева Львовна", date(1985, 1 + number % 12, 2), "", phone)
    return [
        (f"{name} {first} Юрьевич", date(2015, 1 + number % 12, 20), "4А", "", *mother)
        for first in ("Глеб", "Иван")
    ]


def test_queries_do_not_grow_with_the_rows(school: Office) -> None:
    head = school.head()
    head.get("/importing/")
    counts: dict[str, list[tuple[int, int]]] = {"new": [], "changed": []}
    for what, phone in (("new", "8 900 000-00-00"), ("changed", "8 900 000-00-01")):
        for numbers in (range(5), range(10, 40)):
            rows = [row for number in numbers for row in family(number, phone)]
            before = spent.queries
            address = page_of(head, *rows)
            page = words(head.get(address))
            looked = spent.queries
            seen = page.partition('name="seen" value="')[2].partition('"')[0]
            assert head.post(f"{address}write/", {"seen": seen}).status_code == 303
            counts[what].append((looked - before, spent.queries - looked))
            assert "Список загружен" in words(head.get(address))
    for few, many in counts.values():
        assert 30 > few[0] == many[0] > 0
        assert 50 > few[1] == many[1] > 0
