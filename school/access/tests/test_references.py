from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.access import references

DAY = date(2026, 11, 22)


def test_a_number_says_year_and_month_and_six_signs() -> None:
    number = references.generate(DAY, choose=lambda signs: signs[-1])
    assert number == "ЭШ-2611-ХХХХХХ"
    assert references.normalise(references.generate(DAY))


def test_the_alphabet_has_no_lookalikes() -> None:
    assert not set("015ОЗБЛЮ") & set(references.ALPHABET)
    assert len(set(references.ALPHABET)) == 17


@pytest.mark.parametrize(
    "typed",
    [
        "ЭШ-2611-7К4М2Х",
        "эш-2611-7к4м2х",
        "ЭШ 2611 7K4M2X",
        "26117k4m2x",
        " эш – 2611 – 7К4М2Х ",
        "2611-7К4М2Х",
        "ЭШ-26II-7К4М2Х",
    ],
)
def test_a_number_is_read_in_either_layout(typed: str) -> None:
    assert references.normalise(typed) == "ЭШ-2611-7К4М2Х"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2510-3Б4М2Х", "ЭШ-2510-364М2Х"), ("251O-ЗК4М2Х", "ЭШ-2510-3К4М2Х")],
)
def test_letters_that_were_digits_are_understood(typed: str, number: str) -> None:
    assert references.normalise(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "ЭШ", "ЭШ-2611-7К4М2", "ЭШ-2613-7К4М2Х", "ЭШ-2611-7К4М25", "ЩШ-2611-7К4М2Х"],
)
def test_what_is_not_a_number_is_none(typed: str) -> None:
    assert references.normalise(typed) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    number = references.normalise(text)
    assert number is None or references.normalise(number) == number
