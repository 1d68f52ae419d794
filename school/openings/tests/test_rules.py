"""What an opening asks for and how many there may be; without a database."""

import pytest

from school.openings.rules import (
    ENOUGH,
    LONG_NUMBER,
    LONGEST,
    LONGEST_NUMBER,
    MOST_A_DAY,
    NO_NUMBER,
    RUNNING,
    SHORTEST,
    TOO_LONG,
    TOO_SHORT,
    Why,
    why_not,
)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", TOO_SHORT),
        ("я" * (SHORTEST - 1), TOO_SHORT),
        ("\u200b" * 40, TOO_SHORT),
        ("   я   " + " " * 40, TOO_SHORT),
        ("я" * SHORTEST, None),
        ("я" * LONGEST, None),
        ("я" * (LONGEST + 1), TOO_LONG),
    ],
)
def test_a_reason_has_ten_to_five_hundred_signs(
    typed: str, sentence: str | None
) -> None:
    assert Why.of(typed, "118").wrong().get("reason") == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", NO_NUMBER),
        (" \u200b ", NO_NUMBER),
        ("1", None),
        ("1" * LONGEST_NUMBER, None),
        ("1" * (LONGEST_NUMBER + 1), LONG_NUMBER),
    ],
)
def test_a_number_is_named_and_short(typed: str, sentence: str | None) -> None:
    assert Why.of("Звонят родители", typed).wrong().get("number") == sentence


def test_one_at_a_time_and_five_a_day() -> None:
    assert why_not(is_running=False, lately=MOST_A_DAY - 1) == ""
    assert why_not(is_running=False, lately=MOST_A_DAY) == ENOUGH
    assert why_not(is_running=True, lately=0) == RUNNING
