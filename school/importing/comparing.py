"""Comparing: what a table would do to a school, said before anything is written. Pure.

A person of the table is somebody of the school by СНИЛС, or by ФИО and birth date, as
at the door. Who is nearly somebody is asked about: two cards of one person and one
card of two people are both worse than a question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from school.importing.columns import Field, Whose
from school.importing.finding import Cards, Digest
from school.importing.told import Fault, Told, ToldGuardian, ToldStudent
from school.importing.verdicts import (
    Difference,
    Guardian,
    Known,
    Person,
    Row,
    Standing,
    Verdict,
)
from school.people.sealing import Sealable

NEW = "new"
_RESTRICTED = "Этого человека от ребёнка ограничил суд: загрузка этого не меняет."


def compare(
    told: Iterable[ToldStudent],
    standing: Standing,
    digest: Digest,
    answers: Mapping[str, str],
) -> tuple[Row, ...]:
    """Every row beside the school.

    ``answers`` are what somebody has chosen of the doubtful: by :func:`question`, the
    key of a card or :data:`NEW`.
    """
    students = Cards.of(standing.students, digest)
    guardians = Cards.of(standing.guardians, digest)
    return tuple(_row(each, standing, students, guardians, answers) for each in told)


def question(row: int, whose: Whose) -> str:
    """By what name a doubtful person is asked about: «17.mother»."""
    return f"{row}.{whose}"


def _row(
    told: ToldStudent,
    standing: Standing,
    students: Cards,
    guardians: Cards,
    answers: Mapping[str, str],
) -> Row:
    faults = told.faults
    if told.school_class and told.school_class not in standing.classes:
        faults = (*faults, _no_class(told))
    person = None
    if told.person is not None and not faults:
        answer = answers.get(question(told.row, Whose.STUDENT), "")
        person = judge(told.person, students, answer, told.school_class)
    theirs = tuple(
        _guardian(each, person, standing, guardians, answers) for each in told.guardians
    )
    return Row(told, person, theirs, faults)


def _no_class(told: ToldStudent) -> Fault:
    sentence = f"Класса {told.school_class} в школе нет. Проверьте номер и букву."
    return Fault(
        told.row, None, Whose.STUDENT, Field.CLASS, told.school_class, sentence
    )


def _guardian(
    told: ToldGuardian,
    student: Person | None,
    standing: Standing,
    cards: Cards,
    answers: Mapping[str, str],
) -> Guardian:
    if told.person is None:
        return Guardian(told, None)
    answer = answers.get(question(told.row, told.whose), "")
    person = judge(told.person, cards, answer)
    if student is None or student.card is None or person.card is None:
        return Guardian(told, person)
    pair = (person.card.pk, student.card.pk)
    if pair in standing.restricted:
        return Guardian(told, person, linked=True, note=_RESTRICTED)
    return Guardian(told, person, linked=pair in standing.links)


def judge(told: Told, cards: Cards, answer: str, school_class: str = "") -> Person:
    """Whose card the person's is among these, and what becomes of it."""
    found = cards.find(told)
    if isinstance(found, Known):
        return beside(told, found, cards.digest, school_class)
    candidates, why = found
    chosen = next((each for each in candidates if each.key == answer), None)
    if chosen is not None:
        own = beside(told, chosen, cards.digest, school_class)
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
