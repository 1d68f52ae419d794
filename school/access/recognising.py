"""From a session's token to the person who looks, read anew at every request."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from school.access.models import Session
from school.lib import clock
from school.lib.postgres.queries import Query
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import Actor, Kind
from school.walls.behind import Standing, behind

_SESSION = Query(__file__, "session")
_STANDING = Query(__file__, "standing")


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

    session: Session
    ways: tuple[Way, ...]
    visitor: Visitor | None


def digest_of(token: str) -> str:
    """What the session table keeps instead of the cookie's token."""
    return sha256(token.encode()).hexdigest()


def session_of(token: str | None) -> Session | None:
    """The live session of a cookie's token, or None. Needs no walls."""
    if not token:
        return None
    rows = _SESSION.rows({"digest": digest_of(token), "now": clock.now()})
    return Session(**rows[0]._asdict()) if rows else None


@contextmanager
def at_the_door(session: Session, **more: str) -> Iterator[tuple[Standing, Recognised]]:
    """Open the walls for a session: first at the door, then as who he proves to be.

    Whoever has no way left (his card was closed, his kinship ended) stays at the door
    and sees nothing.
    """
    door = Actor(
        kind=Kind.DOOR,
        name=f"account:{session.account_id}",
        account=session.account_id,
        cards=tuple(session.cards),
    )
    with behind(door, **more) as standing:
        recognised = _recognise(session)
        if recognised.visitor is not None:
            standing.become(recognised.visitor.actor(), **more)
        yield standing, recognised


def _recognise(session: Session) -> Recognised:
    rows = _STANDING.rows({"account": session.account_id, "now": clock.now()})
    ways = _ways(rows)
    chosen = next((way for way in ways if _is_chosen(way, session)), None)
    if chosen is None and session.kind == Session.Kind.CHOOSING and len(ways) == 1:
        chosen = ways[0]
    visitor = (
        None
        if chosen is None
        else _visitor(session.account_id, rows, chosen, len(ways))
    )
    return Recognised(session=session, ways=ways, visitor=visitor)


def _ways(rows: list[Any]) -> tuple[Way, ...]:
    """Staff cards first, then the family if there is anybody to follow."""
    staff = [
        Way(Session.Kind.STAFF, row.school_id, row.card, row.key)
        for row in rows
        if row.kind == "employee"
    ]
    family = [Way(Session.Kind.FAMILY)] if any(_followed(rows)) else []
    return tuple(dict.fromkeys([*staff, *family]))


def _is_chosen(way: Way, session: Session) -> bool:
    return (way.kind, way.school, way.card) == (
        session.kind,
        session.school_id,
        session.card_id,
    )


def _followed(rows: list[Any]) -> Iterator[Followed]:
    for row in rows:
        if row.kind == "guardian":
            yield Followed(row.school_id, row.student_id, Role.GUARDIAN)
        elif row.kind == "student":
            yield Followed(row.school_id, row.card, Role.STUDENT)


def _visitor(account: int, rows: list[Any], way: Way, choices: int) -> Visitor:
    first = rows[0]
    zone = ZoneInfo(first.time_zone)
    return Visitor(
        account=account,
        oid=first.oid,
        short_name=first.short_name,
        zone=zone,
        today=clock.today(zone),
        followed=() if way.card else tuple(_followed(rows)),
        school=way.school,
        card=way.card,
        granted=_granted(rows, way),
        choices=choices,
    )


def _granted(rows: list[Any], way: Way) -> frozenset[Role]:
    for row in rows:
        if way.card is not None and row.card == way.card:
            return frozenset(Role(role) for role in row.roles or ())
    return frozenset()
