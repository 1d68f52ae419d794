"""Which weeks are printed, and for whom."""

from datetime import date

import pytest

from school.lib.keys import to_text
from school.papers.choosing import (
    EVERYBODY,
    MARKED,
    MOST_WEEKS,
    chosen_students,
    weeks_of,
)
from school.people.models import Card

TUESDAY = date(2026, 11, 17)


def test_nothing_typed_is_the_week_that_has_ended() -> None:
    assert weeks_of({}, TUESDAY).mondays == (date(2026, 11, 9),)
    assert weeks_of({}, date(2026, 11, 20)).mondays == (date(2026, 11, 16),)


def test_every_week_that_has_a_day_between_the_two_is_printed() -> None:
    asked = {"from": "2026-11-13", "until": "2026-11-23"}
    assert weeks_of(asked, TUESDAY).mondays == (
        date(2026, 11, 9),
        date(2026, 11, 16),
        date(2026, 11, 23),
    )


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("вчера", "2026-11-16", "Впишите дни так"),
        ("2026-11-16", "2026-02-30", "Впишите дни так"),
        ("2026-11-16", "2026-11-15", "раньше первого"),
        ("2026-09-01", "2026-11-16", f"не больше {MOST_WEEKS} недель"),
        ("0001-01-01", "9999-12-31", "не больше"),
    ],
)
def test_what_cannot_be_printed_is_said_and_what_was_typed_stays(
    first: str, last: str, sentence: str
) -> None:
    found = weeks_of({"from": first, "until": last}, TUESDAY)
    assert sentence in found.error
    assert (found.first, found.last, found.mondays) == (first, last, ())


def test_all_the_marked_ones_or_one_is_printed() -> None:
    marked, other = Card(key=1, reads_paper=True), Card(key=2)
    both = [marked, other]
    assert chosen_students(both, EVERYBODY) == both
    assert chosen_students(both, MARKED) == [marked]
    assert chosen_students(both, to_text(2)) == [other]
    assert chosen_students(both, to_text(3)) == []
    assert chosen_students(both, "нет такого") == []
