"""Recognising whose card each user of a package is. Pure.

A ``sourcedId`` of ours leads to our card; everybody else is found as the people of a
list are (`school.importing.finding`). Whoever is nearly somebody is asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from school.exchange.incoming.plan import JudgedHuman
from school.exchange.incoming.told import ToldHuman
from school.exchange.oneroster.remarks import Remark
from school.importing.comparing import asked, beside, judge, question
from school.importing.finding import Cards, Digest, agrees
from school.importing.lines import listed
from school.importing.verdicts import Known, Person, Verdict
from school.people.models import Card

_OUR_KEY = "Ключ нашей карточки, а ФИО и дата рождения другие."
_TAKEN = "Эта карточка у нас уже нашлась для строки {}: один ли это человек?"
_TWINS = "В архиве это двое с одними ФИО и датой рождения, второй — в строке {}."


def recognise(
    told: Iterable[ToldHuman],
    cards: Mapping[Card.Kind, Sequence[Known]],
    digest: Digest,
    answers: Mapping[str, str],
) -> tuple[JudgedHuman, ...]:
    """Everybody in the package's order, beside the school's cards of his kind.

    ``answers``: by :func:`question_of`, the key of a card or :data:`comparing.NEW`.
    """
    by_kind: dict[Card.Kind, list[ToldHuman]] = defaultdict(list)
    for one in told:
        by_kind[one.kind].append(one)
    found = [
        each
        for kind, several in by_kind.items()
        for each in _of_kind(several, cards[kind], digest, answers)
    ]
    return tuple(sorted(found, key=lambda one: (one.told.person.row, one.told.kind)))


def question_of(told: ToldHuman) -> str:
    """By what name a doubtful user is asked about: «17.student»."""
    return question(told.person.row, told.kind)


def _of_kind(
    told: Iterable[ToldHuman],
    cards: Sequence[Known],
    digest: Digest,
    answers: Mapping[str, str],
) -> Iterable[JudgedHuman]:
    """First those whose keys are ours, then the others by the rule, then those of whom
    somebody has answered: no answer takes another's card."""
    by_key, laid = {one.key: one for one in cards}, Cards.of(cards, digest)
    taken: dict[int, int] = {}
    found, judged = [], []
    for one in told:
        answer = answers.get(question_of(one), "")
        judged.append((one, _person(one, by_key.get(one.key), laid, answer)))
    judged.sort(key=lambda one: (one[1].answered, one[0].key not in by_key))
    for one, person in judged:
        card, why = person.card, ""
        if person.verdict is Verdict.DOUBTFUL:
            why = person.why
        elif card is not None and card.pk in taken:
            why = _TAKEN.format(taken[card.pk])
            person = _not_this(person, card, why)
        elif card is not None:
            taken[card.pk] = person.told.row
        found.append(_judged(one, person, why))
    return _twins_parted(found)


def _person(told: ToldHuman, own: Known | None, cards: Cards, answer: str) -> Person:
    """Whose card his is."""
    if own is None:
        return judge(told.person, cards, answer)
    if agrees(own, told.person):
        return beside(told.person, own, cards.digest)
    return asked(told.person, (own,), _OUR_KEY, answer, cards.digest)


def _not_this(person: Person, card: Known, why: str) -> Person:
    """The card is another's; whoever answered so may answer otherwise."""
    return Person(
        person.told,
        Verdict.DOUBTFUL,
        candidates=person.candidates or (card,),
        why=why if person.answered else "",
    )


def _twins_parted(found: Iterable[JudgedHuman]) -> Iterable[JudgedHuman]:
    """Of new ones with one name and birth date all are asked about."""
    same: dict[object, list[JudgedHuman]] = defaultdict(list)
    for one in found:
        told = one.told.person
        is_new = one.person.verdict is Verdict.CREATE
        same[(told.name.key, told.birth_date) if is_new else one.told.key].append(one)
    for several in same.values():
        rows = [one.told.person.row for one in several]
        for one, other in zip(several, rows[1:] + rows[:1], strict=True):
            if len(several) == 1:
                yield one
            else:
                why, person = _TWINS.format(other), one.person
                asked_why = why if person.candidates else ""
                person = replace(person, verdict=Verdict.DOUBTFUL, why=asked_why)
                yield _judged(one.told, person, why)


def _judged(told: ToldHuman, person: Person, why: str) -> JudgedHuman:
    """With what is doubtful of him, or what will change."""
    row = person.told.row
    if not why and not person.differences:
        return JudgedHuman(told, person)
    if not why:
        changes = f"Изменится: {listed(person.differences)}."
        remark = Remark("users.csv", changes, row, "familyName", harmless=True)
        return JudgedHuman(told, person, remark)
    ours = ", ".join(
        f"{one.name.full}, {one.birth_date:%d.%m.%Y}" for one in person.candidates
    )
    shown = f"{why} У нас: {ours}." if ours else why
    return JudgedHuman(told, person, Remark("users.csv", shown, row, "familyName"))
