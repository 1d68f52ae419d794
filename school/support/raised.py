"""What has risen to a region's support: number, reason, steps and school, no names."""

from dataclasses import dataclass
from datetime import datetime

from school.access.operating import Keeper
from school.lib.keys import to_text
from school.support.messages import happened, who_wrote
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.steps import Line, lines
from school.walls.behind import behind


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


def read(by: Keeper) -> list[Raised]:
    """What is with support now, the longest there first. Two queries, its wall up."""
    with behind(by.actor()):
        found = list(RaisedTicket.objects.order_by("rose_at", "id"))
        of = {(one.school_id, one.ticket_id): list[TicketStep]() for one in found}
        for step in TicketStep.objects.order_by("at", "id"):
            of.get((step.school_id, step.ticket_id), []).append(step)
    return [_told(one, by, of[one.school_id, one.ticket_id]) for one in found]


def find(by: Keeper, key: int) -> RaisedTicket | None:
    """The one with this key while it is with support."""
    with behind(by.actor()):
        return RaisedTicket.objects.filter(key=key).first()


def _told(one: RaisedTicket, by: Keeper, steps: list[TicketStep]) -> Raised:
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
