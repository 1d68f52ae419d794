"""Codes, and which card is an invited person's already."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.access.invited import Person
from school.inviting import codes
from school.inviting.joining import OTHER_DATE, TWICE, Ours, Unclear, his_card
from school.people import snils
from school.people.names import FullName

NUMBER, OTHER = snils.complete(900_000_501), snils.complete(900_000_502)
ANNA = Person(FullName("Зорина", "Анна", "Ильинична"), date(1988, 3, 14), NUMBER)
HERS = Ours(7, ANNA.name, ANNA.birth_date, NUMBER, is_sound=True, is_linked=False)


def test_a_code_is_read_as_it_is_shown_in_any_layout_and_case() -> None:
    code = codes.new_code()
    assert codes.normalise(codes.shown(code)) == code
    cyrillic = str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")
    assert codes.normalise(code.lower().translate(cyrillic).lower()) == code


def test_codes_differ() -> None:
    assert len({codes.new_code() for _ in range(200)}) == 200


@given(st.text(max_size=60))
def test_anything_typed_is_a_code_or_none(typed: str) -> None:
    found = codes.normalise(typed)
    assert found is None or (
        len(found) == codes.LENGTH and set(found) <= set(codes.ALPHABET)
    )


def test_nobody_like_him_is_a_new_card() -> None:
    assert his_card(ANNA, []) is None


def test_his_snils_is_his_card_whatever_the_surname() -> None:
    married = replace(HERS, name=FullName("Лунина", "Анна", "Ильинична"))
    assert his_card(ANNA, [married]) == 7


def test_his_snils_with_another_birth_date_is_for_a_person_to_look_at() -> None:
    another = replace(HERS, birth_date=date(1989, 3, 14))
    assert his_card(ANNA, [another]) == Unclear(OTHER_DATE)


@pytest.mark.parametrize(
    "card",
    [
        replace(HERS, snils=""),
        replace(HERS, snils=OTHER, is_sound=False),
        replace(HERS, snils=OTHER, is_linked=True),
    ],
)
def test_a_namesake_without_a_good_number_or_of_this_child_is_he(card: Ours) -> None:
    assert his_card(ANNA, [card]) == 7


def test_a_namesake_with_a_number_of_his_own_is_another() -> None:
    assert his_card(ANNA, [replace(HERS, snils=OTHER)]) is None


def test_two_cards_are_for_the_administrator() -> None:
    assert his_card(ANNA, [HERS, replace(HERS, card=8)]) == Unclear(TWICE)
    empty = replace(HERS, snils="")
    assert his_card(ANNA, [empty, replace(empty, card=8)]) == Unclear(TWICE)


def test_the_number_decides_before_the_name() -> None:
    assert his_card(ANNA, [replace(HERS, card=8, snils=""), HERS]) == 7
