"""A list of students beside the school, before anything is written. Pure."""

from collections.abc import Iterable, Mapping

from school.importing.columns import Field
from school.importing.comparing import judge, question
from school.importing.finding import Cards, Digest
from school.importing.opening import is_unknown, unknown
from school.importing.told import Fault, ToldGuardian, ToldStudent
from school.importing.verdicts import Guardian, Person, Row, Standing

_RESTRICTED = "Этого человека от ребёнка ограничил суд: загрузка этого не меняет."


def compare(
    told: Iterable[ToldStudent],
    standing: Standing,
    digest: Digest,
    answers: Mapping[str, str],
) -> tuple[Row, ...]:
    """Every row beside the school.

    ``answers`` are what somebody has chosen of the doubtful: by :func:`question`, the
    key of a card or :data:`comparing.NEW`.
    """
    students = Cards.of(standing.students, digest)
    guardians = Cards.of(standing.guardians, digest)
    return tuple(_row(each, standing, students, guardians, answers) for each in told)


def _row(
    told: ToldStudent,
    standing: Standing,
    students: Cards,
    guardians: Cards,
    answers: Mapping[str, str],
) -> Row:
    faults = told.faults
    if told.school_class and is_unknown(told.school_class, standing.classes):
        faults = (*faults, _no_class(told))
    person = None
    if told.person is not None and not faults:
        answer = answers.get(question(told.row, told.whose), "")
        person = judge(told.person, students, answer, told.school_class)
    theirs = tuple(
        _guardian(each, person, standing, guardians, answers) for each in told.guardians
    )
    new_class = told.school_class not in standing.classes
    return Row(told, person, theirs, faults, new_class)


def _no_class(told: ToldStudent) -> Fault:
    sentence = unknown(told.school_class)
    return Fault(told.row, None, told.whose, Field.CLASS, told.school_class, sentence)


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
