"""From a session's token to the person who looks, read anew at every request."""

import json
from collections.abc import Iterator
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
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import Actor, Kind
from school.walls.behind import ask_on_the_threshold, threshold

_COMING = Query(__file__, "coming")


class Arrival(NamedTuple):
    """Who came with the token of a live session, and what he is today.

    What open_door() answers, in its order; ``opened_at`` is a moment as ISO 8601.
    """

    digest: str
    account_id: int
    kind: str
    school_id: int | None
    card_id: int | None
    cards: list[int]
    opened_at: str
    oid: int
    short_name: str
    time_zone: str
    standing: list[list[object]] | None


class Today(NamedTuple):
    """What one of his cards is today; a guardian's card once for each child."""

    kind: str
    school: int
    card: int
    key: int
    student: int
    roles: list[str] | None


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
    """A live session, the ways it opens, and the visitor if one of them is chosen."""

    session: Arrival
    ways: tuple[Way, ...]
    visitor: Visitor | None


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
    found, told = json.loads(document)
    arrival = Arrival(*found)
    recognised = _recognise(arrival, coming.values["now"])
    visitor = recognised.visitor
    if visitor is not None:
        _seen.zone = visitor.zone
    return _Judged(
        recognised,
        believed=_door(arrival) if visitor is None else visitor.actor(),
        told=_family(arrival, *told) if told else _door(arrival),
    )


def _door(arrival: Arrival) -> Actor:
    """Whoever open_door() has stood at the door; a test compares the two."""
    return Actor(
        kind=Kind.DOOR,
        name=f"account:{arrival.account_id}",
        account=arrival.account_id,
        cards=tuple(arrival.cards),
    )


def _family(arrival: Arrival, schools: str, students: str) -> Actor:
    """The family that open_door() has told PostgreSQL; both are arrays as it writes."""
    return Actor(
        kind=Kind.FAMILY,
        name=f"account:{arrival.account_id}",
        account=arrival.account_id,
        schools=_numbers(schools),
        students=_numbers(students),
    )


def _numbers(array: str) -> tuple[int, ...]:
    return tuple(map(int, array[1:-1].split(",")))


def _recognise(arrival: Arrival, now: datetime) -> Recognised:
    cards = [Today(*card) for card in arrival.standing or ()]  # type: ignore[arg-type]  # JSON
    followed = tuple(_followed(cards))
    ways = _ways(cards, followed)
    chosen = next((way for way in ways if _is_chosen(way, arrival)), None)
    if chosen is None and arrival.kind == Session.Kind.CHOOSING and len(ways) == 1:
        chosen = ways[0]
    if chosen is None:
        return Recognised(arrival, ways, None)
    zone = ZoneInfo(arrival.time_zone)
    visitor = Visitor(
        account=arrival.account_id,
        oid=arrival.oid,
        short_name=arrival.short_name,
        zone=zone,
        today=now.astimezone(zone).date(),
        followed=() if chosen.card else followed,
        school=chosen.school,
        card=chosen.card,
        granted=_granted(cards, chosen),
        choices=len(ways),
    )
    return Recognised(arrival, ways, visitor)


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
