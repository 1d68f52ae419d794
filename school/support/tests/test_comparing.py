"""A card beside Госуслуги: what is marked, and when it may be replaced. Pure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.access.said import Said
from school.people import snils
from school.people.names import FullName
from school.registry.correcting import Correction
from school.support.comparing import (
    NotReplaced,
    Ours,
    Row,
    beside,
    may_replace,
    same_person,
)

BORN = date(1986, 4, 2)
NUMBER, OTHER = snils.complete(900_000_586), snils.complete(900_000_685)
SAID = Said("Орлов Дмитрий Алексеевич", BORN, NUMBER)
TYPO = Ours(FullName("Орлов", "Дмитрий", "Алексевич"), BORN, NUMBER)
SAME = replace(TYPO, name=FullName("Орлов", "Дмитрий", "Алексеевич"))


def ruled(ours: Ours, said: Said = SAID, *, seen: bool = True) -> str | Correction:
    ruling = may_replace(ours, said, seen=seen)
    return ruling.sentence if isinstance(ruling, NotReplaced) else ruling


def test_a_name_is_replaced_where_birth_date_and_number_agree() -> None:
    assert ruled(TYPO) == Correction(name=SAME.name)


def test_a_number_is_replaced_where_birth_date_and_name_agree() -> None:
    assert ruled(replace(SAME, snils=OTHER)) == Correction(snils=NUMBER)
    assert ruled(replace(SAME, snils="")) == Correction(snils=NUMBER)
    spelt = replace(SAME, snils=OTHER, name=FullName("ОРЛОВ", "Дмитрий", "Алексеевич"))
    assert ruled(spelt) == Correction(snils=NUMBER)


@pytest.mark.parametrize(
    ("ours", "said", "sentence"),
    [
        (replace(TYPO, birth_date=date(1986, 2, 4)), SAID, "Дата рождения разная"),
        (replace(SAME, birth_date=date(1986, 2, 4)), SAID, "Дата рождения разная"),
        (replace(TYPO, snils=OTHER), SAID, "Ни СНИЛС, ни ФИО"),
        (replace(TYPO, snils=""), SAID, "Ни СНИЛС, ни ФИО"),
        (replace(TYPO, snils=""), replace(SAID, snils=""), "Ни СНИЛС, ни ФИО"),
        (SAME, SAID, "заменять нечего"),
        (SAME, replace(SAID, snils=""), "заменять нечего"),
        (replace(SAME, snils=OTHER, taken=True), SAID, "другой карточке школы"),
        (TYPO, replace(SAID, full_name="Орлов"), "Непонятно"),
    ],
)
def test_else_it_is_refused_in_words(ours: Ours, said: Said, sentence: str) -> None:
    assert sentence in str(ruled(ours, said))


def test_without_the_document_nothing_is_replaced() -> None:
    assert "Документ видел(а)" in str(ruled(TYPO, seen=False))


@given(
    st.sampled_from([SAME.name, TYPO.name, FullName("Иной", "Иван")]),
    st.sampled_from([BORN, date(1986, 2, 4)]),
    st.sampled_from([NUMBER, OTHER, ""]),
    st.sampled_from([NUMBER, ""]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_then_matches_and_never_a_birth_date(
    name: FullName, born: date, ours: str, theirs: str, taken: bool, seen: bool
) -> None:
    card, said = Ours(name, born, ours, taken), replace(SAID, snils=theirs)
    ruling = may_replace(card, said, seen=seen)
    if isinstance(ruling, NotReplaced):
        return
    assert seen
    assert born == said.birth_date
    assert ours == theirs or name == SAME.name
    assert set(ruling.parts) <= {"name", "snils"}
    after = replace(card, name=ruling.name or name, snils=ruling.snils or ours)
    assert isinstance(may_replace(after, said, seen=True), NotReplaced)


@pytest.mark.parametrize(
    ("ours", "may_be"),
    [
        (TYPO, True),
        (replace(SAME, snils=OTHER), True),
        (replace(TYPO, birth_date=date(2000, 1, 1)), True),
        (replace(SAME, snils="", birth_date=date(2000, 1, 1)), False),
        (replace(TYPO, snils=OTHER), False),
    ],
)
def test_whose_card_it_may_be(ours: Ours, may_be: bool) -> None:
    assert same_person(ours, SAID) is may_be


def drawn(row: Row) -> tuple[str, str]:
    """Both sides, what is marked in brackets."""
    sides = (row.ours, row.theirs)
    ours, theirs = (
        "".join(f"[{one.text}]" if one.differs else one.text for one in side)
        for side in sides
    )
    return ours, theirs


def test_the_letters_that_differ_are_marked_and_told() -> None:
    name, born, number = beside(TYPO, SAID)
    assert drawn(name) == ("Орлов Дмитрий Алексевич", "Орлов Дмитрий Алексе[е]вич")
    assert "в карточке «Орлов Дмитрий Алексевич», на Госуслугах" in name.told
    assert name.differs
    assert (born.told, born.differs) == ("Совпадает.", False)
    assert drawn(number) == (snils.masked(NUMBER), snils.masked(NUMBER))


def test_a_name_that_only_reads_alike_says_why_it_differs() -> None:
    name, _, _ = beside(replace(TYPO, name=FullName("Oрлов", "Дмитрий")), SAID)
    assert "латинские буквы" in name.note
    name, _, _ = beside(
        replace(SAME, name=FullName("орлов", "ДМИТРИЙ", "АлексЕевич")), SAID
    )
    assert (name.told, name.differs) == ("Совпадает.", False)


def test_of_a_number_only_the_differing_digits_are_seen() -> None:
    _, born, number = beside(
        Ours(SAME.name, date(1986, 4, 20), "90000058600"),
        replace(SAID, snils="90000085600"),
    )
    assert drawn(number) == ("***-***-[58]* **", "***-***-[85]* **")
    assert "58600" not in number.told
    assert number.told == "Отличаются цифры на местах: 7, 8."
    assert drawn(born) == ("[20].04.1986", "[02].04.1986")


def test_a_number_that_one_side_has_not_shows_its_end_alone() -> None:
    _, _, number = beside(replace(SAME, snils=""), SAID)
    assert drawn(number) == ("[нет]", f"[{snils.masked(NUMBER)}]")
    assert NUMBER[:6] not in number.told
    _, _, number = beside(replace(SAME, snils=""), replace(SAID, snils=""))
    assert drawn(number) == ("нет", "нет")


NUMBERS = st.from_regex(r"[0-9]{11}", fullmatch=True)


@given(NUMBERS, NUMBERS)
def test_no_digit_that_agrees_is_ever_shown(ours: str, theirs: str) -> None:
    _, _, row = beside(replace(SAME, snils=ours), replace(SAID, snils=theirs))
    if ours == theirs:
        return
    for side, mine, other in ((row.ours, ours, theirs), (row.theirs, theirs, ours)):
        shown = "".join(piece.text for piece in side)
        places = [sign for sign in shown if sign.isdigit() or sign == "*"]
        both = zip(mine, other, strict=True)
        assert places == ["*" if one == two else one for one, two in both]
