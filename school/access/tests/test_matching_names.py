"""How two names, and two cards with one document, are told apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.access.facts import CardFacts
from school.access.matching import compare_names, different_people, one_typo
from school.access.reasons import Reason
from school.access.tests.invented import employee_card, guardian_card, student_card
from school.people.names import FullName


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        (guardian_card(), guardian_card(school_id=2), False),
        (guardian_card(), guardian_card(birth_date=date(1989, 3, 14)), False),
        (guardian_card(), guardian_card(last_name="Кузнецова"), False),
        (guardian_card(), guardian_card(first_name="Наталья"), False),
        (guardian_card(), guardian_card(last_name="Cмирнова"), False),
        (guardian_card(), guardian_card(patronymic="Павловна"), False),
        (guardian_card(), employee_card(birth_date=date(1989, 3, 14)), False),
        (guardian_card(), guardian_card(first_name="Ирина"), True),
        (guardian_card(), student_card(), True),
        (
            guardian_card(),
            guardian_card(last_name="Кузнецова", birth_date=date(1979, 1, 1)),
            True,
        ),
        (
            guardian_card(),
            guardian_card(patronymic="Павловна", birth_date=date(1979, 1, 1)),
            True,
        ),
        # A father and a son of one name.
        (
            guardian_card(),
            student_card(first_name="Наталия", patronymic="Сергеевна"),
            True,
        ),
        # Twins.
        (student_card(), student_card(first_name="Дарья"), True),
    ],
)
def test_different_people_are_told_from_one_with_a_typo(
    one: CardFacts, other: CardFacts, different: bool
) -> None:
    assert different_people(one, other) is different
    assert different_people(other, one) is different


@pytest.mark.parametrize(
    ("one", "other", "typo"),
    [
        ("иванов", "иванов", False),
        ("иванов", "иванова", True),
        ("иванов", "ванов", True),
        ("иванов", "инанов", True),
        ("иванов", "ивнаов", True),
        ("иванов", "иваовн", False),
        ("иванов", "инонов", False),
        ("аб", "ба", True),
        ("абв", "вба", False),
        ("а", "", False),
        ("", "", False),
        ("алексеевич", "алексевич", True),
        ("алексеевич", "алексеевна", False),
    ],
)
def test_one_typo_is_one_letter_or_two_swapped(
    one: str, other: str, typo: bool
) -> None:
    assert one_typo(one, other) is typo
    assert one_typo(other, one) is typo


words = st.text("абвё", max_size=6)


def _distance(one: str, other: str) -> int:
    """Optimal string alignment by the textbook table: the oracle."""
    rows = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(words, words)
def test_one_typo_agrees_with_the_textbook(one: str, other: str) -> None:
    expected = bool(one and other) and _distance(one, other) == 1
    assert one_typo(one, other) is expected


def test_names_are_compared_by_their_first_difference_that_says_most() -> None:
    ours = FullName("Мамедов", "Али", "нет")
    assert compare_names(ours, FullName("МАМЕДОВ", "Али", "-")) is None
    assert (
        compare_names(ours, FullName("Мамедов", "Али", "Гасанович"))
        is Reason.PATRONYMIC_DIFFERS
    )
