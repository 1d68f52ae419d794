"""Operators: people who keep a region going, and may have no card in any school.

One keeps a whole region, or one municipality of it. A page says whose it is
(:mod:`school.access.offices`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from school.access.facts import Identity
from school.access.models import Invitation, Operator
from school.audit.trail import Line, write
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Keeper:
    """An operator at work: whose account, how he is called, which schools he reaches.

    Without a ``municipality`` he keeps the whole region.
    """

    account: int
    name: str
    region: Region
    municipality: Municipality | None
    schools: dict[int, School]

    @property
    def place(self) -> str:
        """What he keeps, by its name."""
        kept = self.municipality or self.region
        return kept.name

    def actor(self) -> Actor:
        """As the walls understand him: of his schools what is meant for support."""
        whole = self.municipality is None
        return Actor(
            Kind.SUPPORT,
            name=f"account:{self.account}",
            account=self.account,
            schools=tuple(self.schools),
            region=self.region.pk if whole else None,
        )

    @property
    def author(self) -> str:
        """What the trail calls him."""
        return f"account:{self.account} operator"

    def note(self, action: str, thing: str, school: int | None = None) -> None:
        """Write down what he did, in the caller's transaction."""
        write(Line(self.author, action, thing, school))


class Dismissed(NamedTuple):
    """A role has ended, and with it so many links that nobody had used."""

    links: int


def may_come_in(account: int | None, identity: Identity) -> bool:
    """Whether this person is an operator today; his account must be a confirmed one.

    A short transaction of its own. What Госуслуги call him now is noted.
    """
    if account is None or identity.level != "confirmed":
        return False
    return follow_name(account, identity)


def follow_name(account: int, identity: Identity) -> bool:
    """Note what Госуслуги call him now; False where the account is no operator's.

    A short transaction of its own.
    """
    short = identity.name.short
    with behind(_at_the_door(account)):
        live = Operator.objects.filter(account_id=account, until_at=None)
        live.exclude(short_name=short).update(short_name=short)
        return live.exists()


def is_operator(account: int) -> bool:
    """Whether the account keeps a region or a part. Behind walls that know it."""
    return _live(account) is not None


def keeper(account: int) -> Keeper | None:
    """The operator with this account, today; None for everybody else.

    A short transaction of its own, at the door.
    """
    with behind(_at_the_door(account)):
        role = _live(account)
    if role is None:
        return None
    schools = School.objects.filter(region=role.region).select_related(
        "region", "municipality"
    )
    if role.municipality is not None:
        schools = schools.filter(municipality=role.municipality)
    return Keeper(
        account,
        role.short_name,
        role.region,
        role.municipality,
        {one.pk: one for one in schools},
    )


def dismiss(by: Keeper, operator: int, at: datetime) -> Dismissed | None:
    """End somebody's role; it works at his next request. None where nothing was ended.

    By the region's operator, of anybody but himself: a region is never left alone. Of
    two who dismiss one another at one moment the second waits, and is none any more.
    With the role end all links that make an operator here and have not been used: he
    may have one himself.
    """
    unused = Invitation.objects.filter(
        region=by.region,
        role=Invitation.Role.OPERATOR,
        used_at=None,
        expires_at__gt=at,
    )
    with behind(by.actor()):
        # Links first, then roles: so does whoever comes by a link.
        list(unused.select_for_update().order_by("pk"))
        live = Operator.objects.filter(region=by.region, until_at=None)
        found = {one.pk: one for one in live.select_for_update().order_by("pk")}
        himself = {one.pk for one in found.values() if one.account_id == by.account}
        if not himself or operator not in found.keys() - himself:
            return None
        live.filter(pk=operator).update(until_at=at)
        by.note("dismiss_operator", f"operator:{operator}")
        return Dismissed(links=unused.update(expires_at=at))


def _live(account: int) -> Operator | None:
    live = Operator.objects.filter(account_id=account, until_at=None)
    return live.select_related("region", "municipality").first()


def _at_the_door(account: int) -> Actor:
    return Actor(Kind.DOOR, name=f"account:{account}", account=account)
