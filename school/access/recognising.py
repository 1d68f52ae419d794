"""From a session's token to the person who looks, read anew at every request."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from school.access.models import Session
from school.lib import clock
from school.lib.postgres.journey import Texts
from school.lib.postgres.queries import Query, Question
from school.people.parents_reading import own_from, parents_read
from school.regions.in_force import policy_on
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import Actor, Kind
from school.walls.behind import ask_on_the_threshold, threshold

_COMING = Query(__file__, "coming")

# What grown students have said of their parents' reading, by school and card.
_Said = Mapping[tuple[int, int], bool]


class Arrival(NamedTuple):
    """Who came with the token of a live session, and what he is today.

    What recognise() answers, in its order; ``opened_at`` is a moment as ISO 8601.
    """

    digest: str
    account_id: int
    kind: str
    school_id: int | None
    card_id: int | None
    cards: list[int]
    opened_at: str
    oid: int | None
    short_name: str
    time_zone: str
    policy_line: str
    standing: list[list[object]] | None


class Today(NamedTuple):
    """What one of his cards is today; a guardian's card once for each child.

    ``born`` is the child's birth date as ISO 8601.
    """

    kind: str
    school: int
    card: int
    key: int
    student: int
    roles: list[str] | None
    born: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a person may look: the family, or one employee's card.

    ``governs``: he mends others' cards there.
    """

    kind: Session.Kind
    school: int | None = None
    card: int | None = None
    key: int | None = None
    governs: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """A live session, the ways it opens, and the visitor if one of them is chosen.

    ``kept_out``: a grown student of his lets his parents read no more.
    """

    session: Arrival
    ways: tuple[Way, ...]
    visitor: Visitor | None
    kept_out: bool = False


class _Judged(NamedTuple):
    """Who came, the actor that Python believes he is, the one PostgreSQL was told."""

    recognised: Recognised
    believed: Actor
    told: Actor


class _Seen:
    zone = ZoneInfo("Europe/Moscow")


_seen = _Seen()


def digest_of(token: str) -> str:
    """What the session table keeps instead of the cookie's token."""
    return sha256(token.encode()).hexdigest()


@contextmanager
def at_the_door(token: str | None, *, request: str = "") -> Iterator[Recognised | None]:
    """Open the walls for a session: first at the door, then as who he proves to be.

    None when no live session has this token. Whoever has no way left (his card was
    closed, his kinship ended) stays at the door and sees nothing. ``request`` is the
    request's id for history.
    """
    if not token:
        yield None
        return
    coming = _coming(token, request)
    with threshold() as standing:
        (found,) = coming.query.rows(coming.values)
        if found.document is None:
            yield None
            return
        judged = _judge(found.document, coming)
        standing.settle(judged.believed, told=judged.told)
        yield judged.recognised


def come_asking(
    token: str | None, question: Question, *, request: str = ""
) -> tuple[Recognised | None, Texts | None]:
    """Who comes with a token, and what a page foresaw to ask for him, in one journey.

    The answer is None when PostgreSQL heard the question as somebody else than the
    visitor proves to be, or when he is no visitor yet. The walls are closed afterwards.
    """
    if not token:
        return None, None
    coming = _coming(token, request)
    (document,), answer = ask_on_the_threshold(coming, question)
    if document is None:
        return None, None
    judged = _judge(document, coming)
    recognised = judged.recognised
    is_his = recognised.visitor is not None and judged.believed == judged.told
    return recognised, answer if is_his else None


def likely_today() -> date:
    """Today where the last visitor lived: nearly always where the next one does.

    A guess for those who must ask before they know; whoever guesses compares.
    """
    return clock.now().astimezone(_seen.zone).date()


def _coming(token: str, request: str) -> Question:
    asked = {"digest": digest_of(token), "now": clock.now(), "request": request}
    return Question(_COMING, asked)


def _judge(document: str, coming: Question) -> _Judged:
    found, told, words = json.loads(document)
    arrival = Arrival(*found)
    said = {(school, student): allowed for school, student, allowed in words or ()}
    recognised = _recognise(arrival, said, coming.values["now"])
    visitor = recognised.visitor
    if visitor is not None:
        _seen.zone = visitor.zone
    return _Judged(
        recognised,
        believed=_door(arrival) if visitor is None else visitor.actor(),
        told=_family(arrival, *told) if told else _door(arrival),
    )


def _door(arrival: Arrival) -> Actor:
    """Whoever recognise() has stood at the door; a test compares the two."""
    return Actor(
        kind=Kind.DOOR,
        name=f"account:{arrival.account_id}",
        account=arrival.account_id,
        cards=tuple(arrival.cards),
    )


def _family(arrival: Arrival, schools: str, students: str, own: str) -> Actor:
    """The family that recognise() has told PostgreSQL; all are arrays as it writes."""
    return Actor(
        kind=Kind.FAMILY,
        name=f"account:{arrival.account_id}",
        account=arrival.account_id,
        schools=_numbers(schools),
        students=_numbers(students),
        cards=_numbers(own),
    )


def _numbers(array: str) -> tuple[int, ...]:
    return tuple(map(int, array[1:-1].split(","))) if array else ()


def _recognise(arrival: Arrival, said: _Said, now: datetime) -> Recognised:
    found = [Today(*card) for card in arrival.standing or ()]  # type: ignore[arg-type]  # JSON
    zone = ZoneInfo(arrival.time_zone)
    today = now.astimezone(zone).date()
    cards = [one for one in found if _is_open(one, arrival, said, today)]
    kept_out = len(cards) < len(found)
    followed = tuple(_followed(cards))
    ways = _ways(cards, followed)
    chosen = next((way for way in ways if _is_chosen(way, arrival)), None)
    if chosen is None and arrival.kind == Session.Kind.CHOOSING and len(ways) == 1:
        chosen = ways[0]
    if chosen is None:
        return Recognised(arrival, ways, None, kept_out)
    visitor = Visitor(
        account=arrival.account_id,
        oid=arrival.oid,
        short_name=arrival.short_name,
        zone=zone,
        today=today,
        followed=() if chosen.card else followed,
        school=chosen.school,
        card=chosen.card,
        granted=_granted(cards, chosen),
        choices=len(ways),
    )
    return Recognised(arrival, ways, visitor, kept_out)


def _is_open(one: Today, arrival: Arrival, said: _Said, today: date) -> bool:
    """Whether it is no guardian's card kept out by a grown student of his."""
    if one.born is None:
        return True
    born = date.fromisoformat(one.born)
    if today < own_from(born):
        return True
    rule = policy_on(arrival.policy_line, today).parents_of_adults
    return parents_read(rule, born, today, said.get((one.school, one.student)))


def _ways(cards: list[Today], followed: tuple[Followed, ...]) -> tuple[Way, ...]:
    """Staff cards first, then the family if there is anybody to follow."""
    staff = [
        Way(
            Session.Kind.STAFF,
            one.school,
            one.card,
            one.key,
            governs=Role.ADMINISTRATOR in (one.roles or ()),
        )
        for one in cards
        if one.kind == "employee"
    ]
    return (*staff, Way(Session.Kind.FAMILY)) if followed else tuple(staff)


def _is_chosen(way: Way, arrival: Arrival) -> bool:
    return (way.kind, way.school, way.card) == (
        arrival.kind,
        arrival.school_id,
        arrival.card_id,
    )


def _followed(cards: list[Today]) -> Iterator[Followed]:
    for one in cards:
        if one.kind == "guardian":
            yield Followed(one.school, one.student, Role.GUARDIAN)
        elif one.kind == "student":
            yield Followed(one.school, one.card, Role.STUDENT)


def _granted(cards: list[Today], way: Way) -> frozenset[Role]:
    for one in cards:
        if way.card is not None and one.card == way.card:
            return frozenset(Role(role) for role in one.roles or ())
    return frozenset()
