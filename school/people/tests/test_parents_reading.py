"""Whether parents read a grown student's diary: each rule, each choice, each border."""

from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest

from school.people.parents_reading import asked_from, own_from, parents_read, unasked
from school.regions.policy import ParentsOfAdults

BORN = date(2008, 11, 25)
BIRTHDAY = date(2026, 11, 25)
RULES: tuple[ParentsOfAdults, ...] = get_args(ParentsOfAdults)


@pytest.mark.parametrize(("rule", "choice"), list(product(RULES, (None, True, False))))
def test_before_eighteen_parents_read_whatever_is_said(
    rule: ParentsOfAdults, choice: bool | None
) -> None:
    for days in (1, 29, 30, 31, 6000):
        assert parents_read(rule, BORN, BIRTHDAY - timedelta(days=days), choice)


@pytest.mark.parametrize("days", [0, 1, 400])
@pytest.mark.parametrize(
    ("rule", "choice", "read"),
    [
        ("until_objection", None, True),
        ("until_objection", True, True),
        ("until_objection", False, False),
        ("with_consent", None, False),
        ("with_consent", True, True),
        ("with_consent", False, False),
    ],
)
def test_from_the_birthday_on_it_is_as_he_says(
    rule: ParentsOfAdults, choice: bool | None, read: bool, days: int
) -> None:
    on = BIRTHDAY + timedelta(days=days)
    assert parents_read(rule, BORN, on, choice) is read


def test_he_is_asked_thirty_days_before() -> None:
    assert (own_from(BORN), asked_from(BORN)) == (BIRTHDAY, date(2026, 10, 26))


def test_a_leap_day_comes_on_the_last_of_february() -> None:
    leap = date(2008, 2, 29)
    assert own_from(leap) == date(2026, 2, 28)
    assert parents_read("with_consent", leap, date(2026, 2, 27), None)
    assert not parents_read("with_consent", leap, date(2026, 2, 28), None)


def test_until_he_says_anything_the_region_speaks() -> None:
    assert [unasked(rule) for rule in RULES] == [True, False]
