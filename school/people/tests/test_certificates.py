import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.people import certificates
from school.people.unreadable import Unreadable


@pytest.mark.parametrize(
    "typed",
    [
        "II-ИК 123456",
        "II-ИК № 123456",
        "ii-ик №123456",
        "II – ИК N 123456",
        "IIИК123456",
        "II ИК 123456",
        "11-ИК 123456",
        "П-ИК 123456",
        "ІІ-ИК 123456",
        "Серия II-ИК номер 123456",
        "II-ИK 123456",
    ],
)
def test_one_certificate_is_read_however_it_is_typed(typed: str) -> None:
    assert certificates.parse(typed) == "II-ИК 123456"


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("ХIV-АБ 654321", "XIV-АБ 654321"),
        ("1-ОБ 1234567", "I-ОБ 1234567"),
        ("V-МЮ 000001", "V-МЮ 000001"),
        ("Ш-БО 111111", "III-БО 111111"),
    ],
)
def test_the_roman_part_becomes_latin(typed: str, canonical: str) -> None:
    assert certificates.parse(typed) == canonical


@pytest.mark.parametrize(
    "typed", ["II-ИК 12345", "123456", "AB 1234567890", "?", "II-"]
)
def test_what_is_not_a_russian_certificate_is_said(typed: str) -> None:
    found = certificates.parse(typed)
    assert isinstance(found, Unreadable)
    assert "II-ИК 123456" in found.sentence


def test_an_empty_certificate_is_said() -> None:
    found = certificates.parse("  ")
    assert isinstance(found, Unreadable)
    assert "не заполнено" in found.sentence


def test_a_foreign_certificate_keeps_its_letters_and_digits() -> None:
    assert certificates.normalise("ab-12/345") == "AB 12 345"


def test_different_certificates_stay_different() -> None:
    assert certificates.normalise("I-ИК 123456") != certificates.normalise(
        "II-ИК 123456"
    )
    assert certificates.normalise("II-ИК 123456") != certificates.normalise(
        "II-ИК 123465"
    )


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    once = certificates.normalise(text)
    assert certificates.normalise(once) == once
