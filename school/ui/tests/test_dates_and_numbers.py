from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from school.ui.dates import (
    clock_time,
    day_month,
    day_month_year,
    full_day,
    short_weekday,
    span,
    weekday,
)
from school.ui.numbers import Number, decimal, signed

WEDNESDAY = date(2026, 11, 18)


def test_a_day_is_said_in_russian() -> None:
    assert full_day(WEDNESDAY) == "Среда, 18\u00a0ноября"
    assert weekday(WEDNESDAY) == "Среда"
    assert short_weekday(WEDNESDAY) == "ср"
    assert day_month(WEDNESDAY) == "18\u00a0ноября"
    assert day_month_year(WEDNESDAY) == "18\u00a0ноября\u00a02026"


def test_a_week_is_said_by_its_ends() -> None:
    assert span(date(2026, 11, 16), date(2026, 11, 21)) == "16–21\u00a0ноября"
    assert (
        span(date(2026, 11, 30), date(2026, 12, 5))
        == "30\u00a0ноября\u00a0— 5\u00a0декабря"
    )


def test_an_hour_has_no_leading_zero() -> None:
    assert clock_time(time(8, 5)) == "8:05"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        (5, "5,00"),
        (Decimal("4.365"), "4,37"),
        (Fraction(26, 7), "3,71"),
        (Fraction(1, 200), "0,01"),
        (Fraction(-1, 25), "\u22120,04"),
        (Decimal("-0.001"), "0,00"),
        (4.1, "4,10"),
    ],
)
def test_an_average_has_a_comma_and_two_places(
    value: Number | None, shown: str
) -> None:
    assert decimal(value) == shown


def test_an_influence_always_says_its_sign() -> None:
    assert signed(Decimal("0.12")) == "+0,12"
    assert signed(Decimal("-0.04")) == "\u22120,04"
