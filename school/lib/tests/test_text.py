"""What is left of a typed text."""

import pytest

from school.lib.text import is_unseen, plain, plain_lines


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("  Обыкновенные\x00 дроби ", "Обыкновенные  дроби"),
        ("№\u202e 41\u202c", "№ 41"),
        ("\u2066№ 41\u2069", "№ 41"),
        ("\ufeffДро\u200bби\u00ad", "Дроби"),
        ("Дроби\u2028и\ttaбы", "Дроби и taбы"),
        ("Дроби\ud800", "Дроби"),
        ("Ёлка й", "Ёлка й"),
        ("👩\u200d🏫 ❤\ufe0f", "👩\u200d🏫 ❤\ufe0f"),
        ("\u200d\ufe0f", ""),
        ("\u3164\u200b\U000e0041", ""),
    ],
)
def test_only_what_can_be_seen_is_left_of_a_line(typed: str, left: str) -> None:
    assert plain(typed) == left


def test_lines_stay_lines() -> None:
    assert plain_lines("№ 41\r\n\u202e№ 42\x00\n\u200b\n") == "№ 41\n№ 42"


@pytest.mark.parametrize("text", ["\x00", "\x1c", " \u200b ", "\u202e\n", "\u200d"])
def test_a_text_of_invisible_letters_is_no_empty_text(text: str) -> None:
    assert is_unseen(text)


@pytest.mark.parametrize("text", ["", "  ", "\r\n\t", "\u00a0", "\u200bд"])
def test_an_empty_field_and_a_word_are_what_they_seem(text: str) -> None:
    assert not is_unseen(text)
