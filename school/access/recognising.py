"""From a session's token to the person who looks, read anew at every request."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from school.access.models import Session
from school.lib import clock
from school.lib.postgres.queries import Query
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import Actor, Kind
from school.walls.behind import Standing, threshold

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
    """One way in which a person may look: the family, or one employee's card."""

    kind: Session.Kind
    school: int | None = None
    card: int | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A live session, the ways it opens, and the visitor if one of them is chosen."""

    session: Arrival
    ways: tuple[Way, ...]
    visitor: Visitor | None


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
    now = clock.now()
    asked = {"digest": digest_of(token), "now": now, "request": request}
    with threshold() as standing:
        (found,) = _COMING.rows(asked)
        yield _let_in(found.document, now, standing) if found.document else None


def _let_in(document: str, now: datetime, standing: Standing) -> Recognised:
    found, told = json.loads(document)
    arrival = Arrival(*found)
    recognised = _recognise(arrival, now)
    visitor = recognised.visitor
    believed = _door(arrival) if visitor is None else visitor.actor()
    standing.settle(believed, told=_family(arrival, *told) if told else _door(arrival))
    return recognised


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
        Way(Session.Kind.STAFF, one.school, one.card, one.key)
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
