from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib import dates

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("born", "years", "months", "expected"),
    [
        (date(2012, 5, 20), 14, 0, date(2026, 5, 20)),
        (date(2012, 2, 29), 14, 0, date(2026, 2, 28)),
        (date(2012, 2, 29), 16, 0, date(2028, 2, 29)),
        (date(2012, 8, 31), 14, 6, date(2027, 2, 28)),
        (date(2012, 3, 31), 14, 6, date(2026, 9, 30)),
        (date(2012, 12, 15), 0, 1, date(2013, 1, 15)),
        (date(2012, 8, 30), 14, 6, date(2027, 2, 28)),
        (date(2011, 8, 29), 16, 6, date(2028, 2, 29)),
    ],
)
def test_an_age_is_reached_on_the_last_day_of_a_month_that_is_too_short(
    born: date, years: int, months: int, expected: date
) -> None:
    assert dates.reaches(born, years=years, months=months) == expected


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2012, 5, 20), date(2026, 5, 19), 13),
        (date(2012, 5, 20), date(2026, 5, 20), 14),
        (date(2012, 2, 29), date(2026, 2, 27), 13),
        (date(2012, 2, 29), date(2026, 2, 28), 14),
        (date(2026, 5, 20), date(2026, 5, 20), 0),
        (date(2027, 5, 20), date(2026, 5, 20), 0),
    ],
)
def test_age_counts_whole_years(born: date, on: date, expected: int) -> None:
    assert dates.age(born, on) == expected


@given(
    born=st.dates(date(1930, 1, 1), date(2026, 1, 1)),
    days=st.integers(min_value=0, max_value=20_000),
)
def test_age_and_reaching_it_agree(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    years = dates.age(born, on)
    assert dates.reaches(born, years=years) <= on < dates.reaches(born, years=years + 1)


def test_a_school_week_is_monday_to_saturday() -> None:
    week = dates.school_week(date(2026, 11, 22))
    assert week[0] == date(2026, 11, 16)
    assert week[-1] == date(2026, 11, 21)
    assert len(dates.school_week(date(2026, 11, 16), days=5)) == 5


def test_weeks_are_counted_from_monday() -> None:
    assert dates.weeks_away(date(2026, 11, 22), 1) == date(2026, 11, 23)
    assert dates.weeks_away(date(2026, 11, 16), -1) == date(2026, 11, 9)


def test_days_are_said_in_russian() -> None:
    assert dates.day_in_words(date(2026, 11, 18)) == f"18{NBSP}ноября"
    assert dates.numeric(date(2026, 11, 5)) == "05.11.2026"
