"""Agreements: the consents of a family, where each stands and everything said of it.

A parent reads all that he said himself; of the other one that he was asked or agreed,
never a no (the security reference §3.5; decision 25).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from school.access.consents.standing import PAPER, Word, last_words, state_of
from school.access.consents.texts import Text, texts_of
from school.access.facts import ConsentState
from school.lib import clock
from school.lib.postgres.queries import Query
from school.regions.policy import ConsentKind, Policy, Who
from school.rights.visitor import Visitor

_AGREEMENTS = Query(__file__, "agreements")
_SAID = {
    "asked": "запрошено",
    "given": "дано",
    "refused": "отказано",
    "withdrawn": "отозвано",
    "expired": "срок вышел",
}
# Of several last words the most hopeful one is told: one parent is enough.
_STATES: tuple[ConsentState, ...] = (
    *("given", "asked", "superseded", "expired", "withdrawn", "refused"),
)
_OTHERS_TOLD = ("asked", "given")
_SHUT = "shut"


@dataclass(frozen=True)
class Line:
    """One word: when, what, by whom and where, and the version of the text."""

    at: datetime
    said: str
    by: str
    version: str


@dataclass(frozen=True)
class Agreement:
    """One consent: about whom, where it stands since when, and its words.

    `child` is the child's first name, empty for one's own. `state` is empty where
    nobody has said anything, and «shut» where another parent's no is all there is;
    `text` is what is agreed to today. `asks`: a request goes out at the child's first
    sign-in.
    """

    child: str
    state: str
    since: datetime | None
    lines: tuple[Line, ...]
    text: str
    asks: bool = False


@dataclass(frozen=True)
class About:
    """A student whom the family follows, with all his cards."""

    name: str
    born: date
    cards: frozenset[int]
    is_self: bool


def agreements(
    visitor: Visitor, policy: Policy, students: Iterable[About]
) -> tuple[Agreement, ...]:
    """The consents that concern a family today, its own first. One query.

    A grown pupil agrees for himself, and his parents do not read of it.
    """
    students = tuple(students)
    texts = texts_of(policy)
    cards = sorted(card for one in students for card in one.cards)
    rows = _AGREEMENTS.rows({"account": visitor.account, "students": cards})
    wanted = {one: _wanted(one, policy, visitor.today) for one in students}
    found = []
    if _agrees_himself(wanted, policy):
        own = [row for row in rows if row.card_id is None]
        found.append(_agreement("", own, texts.own, visitor))
    for one, consent in wanted.items():
        if consent == "parent":
            said = [row for row in rows if row.card_id in one.cards]
            name = "" if one.is_self else one.name
            told = _agreement(name, _once(said), texts.parent, visitor)
            way = policy.ways(Who.PUPIL, one.born, visitor.today)[0]
            found.append(replace(told, asks=way.asks_automatically))
    return tuple(found)


def _wanted(one: About, policy: Policy, today: date) -> ConsentKind:
    return policy.ways(Who.PUPIL, one.born, today)[0].consent


def _agrees_himself(wanted: dict[About, ConsentKind], policy: Policy) -> bool:
    """A parent does, and a grown pupil, where the rules ask for it."""
    if any(not one.is_self for one in wanted):
        return any(way.consent == "own" for way in policy.of(Who.PARENT))
    return "own" in wanted.values()


def _once(rows: Iterable[Any]) -> list[Any]:
    """One word once, on however many cards of the child it stands."""
    return list({_word(row).same: row for row in rows}.values())


def _agreement(
    child: str, rows: Iterable[Any], text: Text, visitor: Visitor
) -> Agreement:
    rows = list(rows)
    state, since = _stands(map(_word, rows), text, visitor.oid)
    local = since.astimezone(visitor.zone) if since else None
    lines = tuple(_line(row, visitor) for row in rows if _is_told(row, visitor))
    return Agreement(child, state, local, lines, text.words)


def _is_told(row: Any, visitor: Visitor) -> bool:  # noqa: ANN401 - a row of agreements.sql
    return _is_his(row, visitor.oid) or row.state in _OTHERS_TOLD


def _is_his(said: Any, oid: int | None) -> bool:  # noqa: ANN401 - a word or its row
    """Whether the reader said it; a word on paper has nobody's number."""
    return said.by_oid is not None and said.by_oid == oid


def _stands(
    words: Iterable[Word], text: Text, oid: int | None
) -> tuple[str, datetime | None]:
    now = clock.now()
    # Of two who said the same, the reader's own word is told.
    said = sorted(last_words(words), key=lambda word: _is_his(word, oid))
    last = {state_of(word, text, now): word for word in said}
    best = next((state for state in _STATES if state in last), None)
    if best is None:
        return "", None
    if best in ("withdrawn", "refused") and not _is_his(last[best], oid):
        return _SHUT, None
    return best, last[best].at


def _line(row: Any, visitor: Visitor) -> Line:  # noqa: ANN401 - likewise
    place = "на Госуслугах"
    if row.channel == PAPER:
        place = f"на бумаге: {row.form}, дело № {row.file_number}"
    if _is_his(row, visitor.oid):
        by = f"Вы, {place}"
    else:
        by = f"Один из родителей, {place}" if row.card_id else f"Н{place[1:]}"
    at = row.decided_at.astimezone(visitor.zone)
    return Line(at, _SAID[row.state], by, row.text_version)


def _word(row: Any) -> Word:  # noqa: ANN401 - likewise
    return Word(
        kind=row.kind,
        state=row.state,
        by_oid=row.by_oid,
        at=row.decided_at,
        channel=row.channel,
        text=row.text_version,
        expires_at=row.expires_at,
    )
