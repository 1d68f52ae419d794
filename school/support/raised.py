"""What has risen to a region's support: number, reason, steps and school, no names."""

from dataclasses import dataclass
from datetime import datetime

from school.access.operating import role_of
from school.lib.keys import to_text
from school.regions.models import Region, School
from school.support.messages import happened, who_wrote
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.steps import Line, lines
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Supporter:
    """Technical support of a region: the operator's account, its region and schools."""

    account: int
    region: Region
    schools: dict[int, School]

    def actor(self) -> Actor:
        """As the walls understand him: rows that are with support, and no others."""
        return Actor(
            Kind.SUPPORT,
            name=f"account:{self.account}",
            account=self.account,
            schools=tuple(self.schools),
        )


@dataclass(frozen=True, slots=True)
class Raised:
    """One message as support reads it."""

    key: str
    reference: str
    school: str
    who: str
    happened: str
    sent_at: datetime
    rose_at: datetime
    steps: list[Line]


def supporter(account: int) -> Supporter | None:
    """The operator with this account, today; None for everybody else.

    A short transaction of its own, at the door.
    """
    with behind(Actor(Kind.DOOR, name=f"account:{account}", account=account)):
        role = role_of(account)
    if role is None:
        return None
    schools = School.objects.filter(region=role.region).select_related(
        "region", "municipality"
    )
    return Supporter(account, role.region, {one.pk: one for one in schools})


def read(by: Supporter) -> list[Raised]:
    """What is with support now, the longest there first. Two queries, its wall up."""
    with behind(by.actor()):
        found = list(RaisedTicket.objects.order_by("rose_at", "id"))
        of = {(one.school_id, one.ticket_id): list[TicketStep]() for one in found}
        for step in TicketStep.objects.order_by("at", "id"):
            of.get((step.school_id, step.ticket_id), []).append(step)
    return [_told(one, by, of[one.school_id, one.ticket_id]) for one in found]


def find(by: Supporter, key: int) -> RaisedTicket | None:
    """The one with this key while it is with support."""
    with behind(by.actor()):
        return RaisedTicket.objects.filter(key=key).first()


def _told(one: RaisedTicket, by: Supporter, steps: list[TicketStep]) -> Raised:
    plain = Ticket(reason=one.reason, audience=one.audience)
    return Raised(
        key=to_text(one.key),
        reference=one.reference,
        school=by.schools[one.school_id].short_name,
        who=who_wrote(plain),
        happened=happened(plain),
        sent_at=one.sent_at,
        rose_at=one.rose_at,
        steps=lines(steps, {}),
    )
