"""Whose diary it is: the children that the visitor follows, and their schools' years.

One human may have several student cards: he changed school, or studies in two. Cards
with the same СНИЛС or birth certificate are one child of the page. Name and birthday
must agree as well: schools do write a mother's СНИЛС into all her children's cards.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from school.diary.schooldays import SchoolCalendar
from school.lib.postgres.queries import Query
from school.rights.deed import may
from school.rights.table import Action
from school.rights.visitor import Role, Visitor

_FRAME = Query(__file__, "frame")


class Enrolment(NamedTuple):
    """A place in a class, half-open; ``label`` is «5«Б»» or «7 класс»."""

    grade: int
    label: str
    since: date
    until: date | None

    def has(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.since <= day and (self.until is None or day < self.until)


class StudentCard(NamedTuple):
    """A student card as the diary needs it; enrolments in the order of time."""

    id: int
    school: int
    key: int
    first_name: str
    birth_date: date
    digests: frozenset[str]
    enrolments: tuple[Enrolment, ...]

    def enrolment_on(self, day: date) -> Enrolment | None:
        """The enrolment of the day, else the last before it, else the first after."""
        begun = [one for one in self.enrolments if one.since <= day]
        return begun[-1] if begun else next(iter(self.enrolments), None)


class Child(NamedTuple):
    """One human of the page: one card, or several of the same person."""

    cards: tuple[StudentCard, ...]

    def card_on(self, day: date) -> StudentCard:
        """The card of the school that the child attends on the day."""
        if len(self.cards) == 1:
            return self.cards[0]
        return max(self.cards, key=lambda card: _nearness(card, day))


class Frame(NamedTuple):
    """Children, youngest first, names of their schools, calendars of their grades: by
    school and grade, or None for who is in no class."""

    children: tuple[Child, ...]
    schools: dict[int, str]
    calendars: dict[tuple[int, int | None], SchoolCalendar]

    def child(self, key: int) -> Child | None:
        """The child who has a card with this key, if the visitor follows one."""
        found = (
            child
            for child in self.children
            if any(card.key == key for card in child.cards)
        )
        return next(found, None)

    def calendar(self, child: Child, day: date) -> SchoolCalendar:
        """The calendar of the school and of the grade that are the child's that day."""
        card = child.card_on(day)
        enrolment = card.enrolment_on(day)
        return self.calendars[card.school, enrolment.grade if enrolment else None]


def fetch(year: int) -> str:
    """The frame of the diary of whoever stands behind the walls, in a school year.

    The database's own text. One query.
    """
    text: str = _FRAME.rows({"year": year})[0].document
    return text


def read(visitor: Visitor, text: str) -> Frame:
    """The frame that :func:`fetch` returned, typed; only children he may read."""
    document = json.loads(text)
    cards = _cards(document)
    allowed = [card for card in cards if may(visitor, Action.READ_DIARY, card)]
    return _frame(document, allowed)


def read_all(text: str) -> Frame:
    """The same of all children whom the walls were told of: for a paper that a school
    prints, whose right to it was asked before."""
    document = json.loads(text)
    return _frame(document, _cards(document))


def _cards(document: dict[str, Any]) -> list[StudentCard]:
    return [_card(*found) for found in document["cards"] or ()]


def _frame(document: dict[str, Any], cards: list[StudentCard]) -> Frame:
    return Frame(
        children=_humans(cards),
        schools=dict(document["schools"] or ()),
        calendars={
            (card.school, grade): SchoolCalendar(card.school, document, grade)
            for card in cards
            for grade in (None, *(each.grade for each in card.enrolments))
        },
    )


def array(ids: Iterable[int]) -> str:
    """Ids as PostgreSQL writes an array: the driver's own way costs more than reading
    the rows."""
    return "{" + ",".join(map(str, ids)) + "}"


def roles_of(visitor: Visitor, card: StudentCard) -> frozenset[Role]:
    """What the visitor is to the student of the card, today."""
    return frozenset(
        one.role
        for one in visitor.followed
        if (one.school, one.student) == (card.school, card.id)
    )


def _humans(cards: list[StudentCard]) -> tuple[Child, ...]:
    """Cards of the same person, directly or through a third one, are one child."""
    humans: list[list[StudentCard]] = []
    for card in cards:
        same = [one for one in humans if any(_is_same(each, card) for each in one)]
        humans = [one for one in humans if one not in same]
        humans.append([found for one in same for found in one] + [card])
    children = [Child(tuple(sorted(one, key=lambda card: card.id))) for one in humans]
    return tuple(sorted(children, key=_youngest_first))


def _is_same(one: StudentCard, other: StudentCard) -> bool:
    return (
        bool(one.digests & other.digests)
        and one.birth_date == other.birth_date
        and _plain(one.first_name) == _plain(other.first_name)
    )


def _plain(name: str) -> str:
    return name.casefold().replace("ё", "е")


def _youngest_first(child: Child) -> tuple[int, str, int]:
    card = child.cards[-1]
    return (-card.birth_date.toordinal(), card.first_name, card.id)


def _nearness(card: StudentCard, day: date) -> tuple[bool, bool, int]:
    """How much a card is the day's: enrolled, begun already, begun last."""
    found = card.enrolment_on(day)
    if found is None:
        return (False, False, 0)
    return (found.has(day), found.since <= day, found.since.toordinal())


def _card(
    card: int,
    school: int,
    key: int,
    name: str,
    born: str,
    snils: str | None,
    certificate: str | None,
    enrolments: list[Any] | None,
) -> StudentCard:
    return StudentCard(
        id=card,
        school=school,
        key=key,
        first_name=name,
        birth_date=date.fromisoformat(born),
        digests=frozenset(one for one in (snils, certificate) if one),
        enrolments=tuple(_enrolment(*one) for one in enrolments or ()),
    )


def _enrolment(grade: int, letter: str, since: str, until: str | None) -> Enrolment:
    return Enrolment(
        grade=grade,
        label=_label(grade, letter),
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
    )


def _label(grade: int, letter: str) -> str:
    return f"{grade}«{letter}»" if letter else f"{grade}\N{NO-BREAK SPACE}класс"
