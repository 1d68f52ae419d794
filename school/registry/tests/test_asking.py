"""What a list is asked for, read from an address, and what a search means. Pure."""

import pytest

from school.people import phones
from school.registry.asking import LONGEST, Asked
from school.registry.finding import MOST_WORDS, words_of


def test_an_address_says_what_is_asked_and_is_said_again() -> None:
    sent = {
        "q": " Иванова  ",
        "class": "0000000000001",
        "user": "none",
        "snils": "unsound",
        "registered": "no",
        "page": "3",
    }
    asked = Asked.of(sent)
    assert asked == Asked("Иванова", "0000000000001", "none", "unsound", True, 3)
    assert asked.on_page(1) == (
        "?q=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%D0%B0&class=0000000000001"
        "&user=none&snils=unsound&registered=no"
    )
    assert asked.on_page(4).endswith("&page=4")
    assert Asked().on_page(1) == "?"


@pytest.mark.parametrize(
    "sent",
    [
        {"class": "5Б"},
        {"user": "everybody"},
        {"snils": "112"},
        {"registered": "yes"},
        {"page": "-1"},
        {"page": "٣"},
        {"page": "9" * 30},
        {"page": "0"},
        {"q": "\x00 \u200b"},
    ],
)
def test_what_nobody_knows_is_as_if_it_had_not_been_asked(sent: dict[str, str]) -> None:
    assert Asked.of(sent) == Asked()
    assert not Asked.of(sent).is_narrowed


def test_a_text_without_end_is_cut() -> None:
    assert len(Asked.of({"q": "я" * 5000}).text) == LONGEST


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Королёва Ан", ["королева", "ан"]),
        ("Петров - Водкин", ["петров", "водкин"]),
        ("Cидоров", ["сидоров"]),  # the first letter is Latin
        ("а б в г д е ё ж", ["а", "б", "в", "г", "д", "е"]),
        (" - ", []),
    ],
)
def test_a_name_is_searched_word_by_word(typed: str, read: list[str]) -> None:
    assert words_of(typed) == read
    assert len(words_of(typed)) <= MOST_WORDS


@pytest.mark.parametrize(
    "typed", ["+7 900 100-00-01", "8(900)1000001", "9001000001", "7 900 1000001"]
)
def test_one_number_is_written_in_many_ways(typed: str) -> None:
    assert phones.digits(typed) == "9001000001"
