"""Comparing: whose card a person of a list is, and what the list changes in it. Pure.

A person of the table is somebody of the school by СНИЛС, or by ФИО and birth date, as
at the door. Who is nearly somebody is asked about: two cards of one person and one
card of two people are both worse than a question.
"""

from collections.abc import Iterable
from dataclasses import replace

from school.importing.finding import Cards, Digest
from school.importing.told import Told
from school.importing.verdicts import Difference, Known, Person, Verdict
from school.people.sealing import Sealable

NEW = "new"


def question(row: int, whose: str) -> str:
    """By what name a doubtful person is asked about: «17.mother»."""
    return f"{row}.{whose}"


def judge(told: Told, cards: Cards, answer: str, school_class: str = "") -> Person:
    """Whose card the person's is among these, and what becomes of it."""
    found = cards.find(told)
    if isinstance(found, Known):
        return beside(told, found, cards.digest, school_class)
    return asked(told, *found, answer, cards.digest, school_class)


def asked(
    told: Told,
    candidates: tuple[Known, ...],
    why: str,
    answer: str,
    digest: Digest,
    school_class: str = "",
) -> Person:
    """Who is nearly these, as somebody has answered; nobody's card where there are
    none."""
    chosen = next((each for each in candidates if each.key == answer), None)
    if chosen is not None:
        own = beside(told, chosen, digest, school_class)
        return replace(own, candidates=candidates, why=why, answered=True)
    if not candidates or answer == NEW:
        return Person(
            told,
            Verdict.CREATE,
            candidates=candidates,
            why=why if candidates else "",
            answered=bool(candidates),
        )
    return Person(told, Verdict.DOUBTFUL, candidates=candidates, why=why)


def beside(told: Told, card: Known, digest: Digest, school_class: str = "") -> Person:
    """The person beside the card that is known to be his."""
    found = tuple(_differences(told, card, digest, school_class))
    return Person(told, Verdict.CHANGE if found else Verdict.SAME, card, found)


def _differences(
    told: Told, card: Known, digest: Digest, school_class: str
) -> Iterable[Difference]:
    """Parts that the table fills and says otherwise; an empty cell says nothing."""
    if told.name.key != card.name.key:
        yield Difference("name", card.name.full, told.name.full)
    if told.birth_date != card.birth_date:
        yield Difference(
            "birth_date", f"{card.birth_date:%d.%m.%Y}", f"{told.birth_date:%d.%m.%Y}"
        )
    documents: tuple[tuple[Sealable, str, str], ...] = (
        ("snils", told.snils, card.snils),
        ("certificate", told.certificate, card.certificate),
    )
    for part, document, kept in documents:
        if document and digest(part, document) != kept:
            yield Difference(part, "другой" if kept else "", "из таблицы")
    for way, written, known in (
        ("phone", told.phone, card.phone),
        ("email", told.email, card.email),
    ):
        if written and written != known:
            yield Difference(way, known, written)
    if school_class and school_class != card.school_class:
        yield Difference("class", card.school_class, school_class)
