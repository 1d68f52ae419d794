"""A refused sign-in as its page needs it: everything in one query.

A refusal is read more often than any other page of the door, on a bad day by a whole
region at once: it may cost no more than a diary does.
"""

from dataclasses import dataclass
from datetime import datetime

from school.access.facts import Audience
from school.access.reasons import Reason
from school.lib.postgres.queries import Query
from school.regions.help import Help, Hours, told
from school.regions.models import Region

_REFUSAL = Query(__file__, "refusal")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, for whom it is explained, and whom to call.

    ``waiting`` is the account about which a consent was asked for, if any, and
    ``last_asked`` when the parents were asked last;
    ``has_others`` says whether there are more regions than this one.
    """

    region: Region
    reason: Reason
    audience: Audience
    waiting: int | None
    last_asked: datetime | None
    has_others: bool
    help: Help | None


def find(reference: str, now: datetime) -> Refusal | None:
    """The refusal of this number; None where it is none. One query."""
    rows = _REFUSAL.rows({"reference": reference, "at": now})
    if not rows:
        return None
    (row,) = rows
    region = Region(
        row.id, row.slug, row.name, row.policy_line, row.time_zone, row.feedback_url
    )
    hours = Hours(row.opens, row.closes, row.lunch_since, row.lunch_until)
    local = now.astimezone(region.zone())
    return Refusal(
        region,
        Reason(row.reason),
        Audience.read(row.audience),
        row.account,
        row.last_asked,
        row.regions > 1,
        told(row.phone, hours, local, frozenset(row.off)) if row.phone else None,
    )
