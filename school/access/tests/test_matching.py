from datetime import date
from typing import Any

import pytest

from school.access.facts import CardFacts, Identity
from school.access.matching import (
    Matched,
    NotMatched,
    match,
)
from school.access.reasons import Reason
from school.access.tests.invented import (
    CERTIFICATE,
    MOTHER_SNILS,
    OTHER_SNILS,
    child,
    employee_card,
    guardian_card,
    mother,
    student_card,
)


def by_snils(
    card: CardFacts, identity: Identity, *others: CardFacts
) -> Matched | NotMatched:
    return match(card, identity, match_by="snils", cards=(card, *others))


def by_either(
    card: CardFacts, identity: Identity, *others: CardFacts
) -> Matched | NotMatched:
    return match(
        card, identity, match_by="snils_or_birth_certificate", cards=(card, *others)
    )


def test_equal_data_match() -> None:
    assert by_snils(guardian_card(), mother()) == Matched("snils")


@pytest.mark.parametrize(
    "changed",
    [
        {"last_name": " СМИРНОВА "},
        {"first_name": "наталия"},
        {"patronymic": "Сергеевна\N{NO-BREAK SPACE}"},
        {"snils": "900-000-001 82"},
    ],
)
def test_writing_does_not_matter(changed: dict[str, Any]) -> None:
    assert by_snils(guardian_card(**changed), mother()) == Matched("snils")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"birth_date": date(1988, 3, 15)}, Reason.BIRTH_DATE_DIFFERS),
        (
            {"birth_date": date(1988, 3, 15), "last_name": "Козлова"},
            Reason.BIRTH_DATE_DIFFERS,
        ),
        ({"last_name": "Кузнецова"}, Reason.SURNAME_CHANGED),
        ({"last_name": "Смирнов"}, Reason.TYPO_IN_NAME),
        ({"last_name": "Смринова"}, Reason.TYPO_IN_NAME),
        ({"first_name": "Наталья"}, Reason.TYPO_IN_NAME),
        ({"patronymic": "Сергевна"}, Reason.TYPO_IN_NAME),
        ({"first_name": "Ирина"}, Reason.FIRST_NAME_DIFFERS),
        ({"patronymic": ""}, Reason.PATRONYMIC_DIFFERS),
        ({"patronymic": "Павловна"}, Reason.PATRONYMIC_DIFFERS),
        ({"last_name": "Смирнов", "first_name": "Наталья"}, Reason.NAME_DIFFERS),
        ({"last_name": "Козлова", "patronymic": "Павловна"}, Reason.NAME_DIFFERS),
        ({"last_name": "Cмирнова"}, Reason.LATIN_LETTERS),
        ({"last_name": "CMИPHOBA"}, Reason.LATIN_LETTERS),
        ({"snils": None}, Reason.SNILS_MISSING_IN_CARD),
        ({"snils": "000-000-000 00"}, Reason.SNILS_MISSING_IN_CARD),
        ({"snils": OTHER_SNILS}, Reason.SNILS_DIFFERS),
        ({"attached_oid": 99}, Reason.ATTACHED_TO_ANOTHER),
    ],
)
def test_every_difference_has_its_own_reason(
    changed: dict[str, Any], reason: Reason
) -> None:
    assert by_snils(guardian_card(**changed), mother()) == NotMatched(reason)


def test_no_snils_at_gosuslugi_matches_nothing() -> None:
    found = by_snils(guardian_card(), mother(snils=None))
    assert found == NotMatched(Reason.SNILS_MISSING_AT_ESIA)


def test_two_cards_without_snils_do_not_match_by_having_none() -> None:
    found = by_snils(guardian_card(snils=None), mother(snils=None))
    assert isinstance(found, NotMatched)


def test_phone_and_mail_are_no_part_of_the_facts() -> None:
    for facts in (Identity, CardFacts):
        fields = facts.__dataclass_fields__
        assert not {"phone", "mobile", "email"} & set(fields)


@pytest.mark.parametrize(
    ("card", "identity", "expected"),
    [
        ({"snils": None}, {}, Matched("certificate")),
        ({}, {"snils": None}, Matched("certificate")),
        ({"snils": None}, {"snils": None}, Matched("certificate")),
        (
            {"snils": None, "certificate": "11-ик №123456"},
            {"snils": None},
            Matched("certificate"),
        ),
        ({"certificate": "I-ИК 111111"}, {}, Matched("snils")),
        (
            {"snils": None, "certificate": "I-ИК 111111"},
            {},
            NotMatched(Reason.CERTIFICATE_DIFFERS),
        ),
        (
            {"snils": None, "certificate": None},
            {},
            NotMatched(Reason.SNILS_MISSING_IN_CARD),
        ),
        (
            {},
            {"snils": None, "certificate": None},
            NotMatched(Reason.SNILS_MISSING_AT_ESIA),
        ),
        ({"snils": OTHER_SNILS}, {}, NotMatched(Reason.SNILS_DIFFERS)),
        (
            {"snils": None, "birth_date": date(2015, 5, 21)},
            {},
            NotMatched(Reason.BIRTH_DATE_DIFFERS),
        ),
        ({"snils": None, "first_name": "Марья"}, {}, NotMatched(Reason.TYPO_IN_NAME)),
    ],
)
def test_a_student_matches_by_certificate_too(
    card: dict[str, Any], identity: dict[str, Any], expected: Matched | NotMatched
) -> None:
    assert by_either(student_card(**card), child(**identity)) == expected


def test_a_certificate_is_evidence_only_where_the_policy_says_so() -> None:
    found = by_snils(student_card(snils=None), child())
    assert found == NotMatched(Reason.SNILS_MISSING_IN_CARD)


def test_a_certificate_is_never_evidence_for_a_guardian() -> None:
    card = guardian_card(snils=None, certificate=CERTIFICATE)
    found = by_either(card, mother(certificate=CERTIFICATE))
    assert found == NotMatched(Reason.SNILS_MISSING_IN_CARD)


def test_an_attached_card_keeps_its_person_through_a_change_of_surname() -> None:
    card = guardian_card(attached_oid=1)
    assert by_snils(card, mother(last_name="Кузнецова")) == Matched("attachment")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"birth_date": date(1988, 3, 15)}, Reason.BIRTH_DATE_DIFFERS),
        ({"snils": OTHER_SNILS}, Reason.SNILS_DIFFERS),
        ({"snils": None}, Reason.SNILS_MISSING_IN_CARD),
    ],
)
def test_an_attached_card_is_compared_again(
    changed: dict[str, Any], reason: Reason
) -> None:
    card = guardian_card(attached_oid=1, **changed)
    assert by_snils(card, mother()) == NotMatched(reason)


def test_a_mothers_snils_in_her_childs_card_attaches_neither() -> None:
    hers, childs = guardian_card(), student_card(snils=MOTHER_SNILS)
    expected = NotMatched(Reason.DOCUMENT_OF_DIFFERENT_PEOPLE)
    assert by_snils(hers, mother(), childs) == expected
    assert by_snils(childs, mother(), hers) == expected


def test_an_attached_card_stays_when_another_card_gets_its_snils() -> None:
    hers, childs = guardian_card(attached_oid=1), student_card(snils=MOTHER_SNILS)
    assert by_snils(hers, mother(), childs) == Matched("attachment")
    assert isinstance(by_snils(childs, mother(), hers), NotMatched)


def test_a_twins_certificate_in_the_other_twins_card_attaches_neither() -> None:
    hers = student_card(snils=None)
    twins = student_card(snils=None, card_id=21, first_name="Дарья")
    expected = NotMatched(Reason.DOCUMENT_OF_DIFFERENT_PEOPLE)
    assert by_either(hers, child(), twins) == expected
    assert by_either(twins, child(), hers) == expected


def test_one_document_twice_in_one_school_attaches_nobody() -> None:
    once, again = guardian_card(), guardian_card(card_id=12)
    expected = NotMatched(Reason.DOCUMENT_TWICE_IN_SCHOOL)
    assert by_snils(once, mother(), again) == expected
    assert by_snils(again, mother(), once) == expected


def test_one_human_may_have_cards_in_two_schools_and_as_a_teacher() -> None:
    cards = (guardian_card(), guardian_card(school_id=2), employee_card())
    for card in cards:
        assert match(card, mother(), match_by="snils", cards=cards) == Matched("snils")


def test_the_same_card_number_in_two_schools_is_two_cards() -> None:
    here, there = guardian_card(), student_card(card_id=10, school_id=2)
    other = student_card(card_id=10, school_id=2, snils=MOTHER_SNILS)
    assert by_snils(here, mother(), there) == Matched("snils")
    assert isinstance(by_snils(here, mother(), other), NotMatched)


@pytest.mark.parametrize("attached_oid", [None, 1])
def test_a_namesake_with_the_same_birth_date_is_not_her(
    attached_oid: int | None,
) -> None:
    # Nor would he be found by a document; and were he found, he would not match.
    namesake = mother(oid=5, snils=OTHER_SNILS)
    card = guardian_card(attached_oid=attached_oid)
    for found in (by_snils(card, namesake), by_either(card, namesake)):
        assert isinstance(found, NotMatched)
