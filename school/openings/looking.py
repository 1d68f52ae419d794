"""Looking: the access desk of an opened school, first written down, then read."""

from datetime import datetime
from typing import NamedTuple

from school.access.operating import Keeper
from school.desk import page
from school.desk.asking import Asked
from school.desk.page import Desk
from school.openings.models import Opening
from school.openings.opening import note_look
from school.regions.models import School
from school.rights.visitor import Role, Visitor
from school.walls.actor import Actor, Kind
from school.walls.behind import reading

# The desk is read as an administrator reads it; no card of any school has this id.
_NO_CARD = 0


class Sight(NamedTuple):
    """What is seen, and the opening by which."""

    opening: Opening
    school: School
    desk: Desk


def see(by: Keeper, asked: Asked, at: datetime, *, request: str) -> Sight | None:
    """The desk of the school that is open to the operator; None where none is.

    Two transactions: the look is written in the first, and in the second nothing can
    be written.
    """
    opening = note_look(by, at, request=request)
    if opening is None:
        return None
    with reading(_reader(by, opening.school_id)):
        desk = page.read(_eyes(by, opening.school_id, at), asked)
    return Sight(opening, by.schools[opening.school_id], desk)


def _reader(by: Keeper, school: int) -> Actor:
    """As the walls understand him: of this one school, and nothing of his account."""
    return Actor(Kind.STAFF, name=f"{by.author} reading", schools=(school,))


def _eyes(by: Keeper, school: int, at: datetime) -> Visitor:
    zone = by.region.zone()
    return Visitor(
        account=by.account,
        oid=None,
        short_name=by.name,
        zone=zone,
        today=at.astimezone(zone).date(),
        school=school,
        card=_NO_CARD,
        granted=frozenset({Role.ADMINISTRATOR}),
    )
