"""What employees did too much of on a day, of a region's schools; by one query."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from school.alarms.limits import Limits
from school.alarms.models import Alarm
from school.lib.postgres.queries import Query

_UNUSUAL = Query(__file__, "unusual")
OPENS, CLOSES = time(7), time(20)


@dataclass(frozen=True, slots=True)
class Unusual:
    """So many ``times`` of one cause; ``employee`` is the id of his card."""

    school: int
    cause: Alarm.Cause
    employee: int
    times: int


def read(
    schools: Sequence[int], day: date, zone: ZoneInfo, limits: Limits
) -> list[Unusual]:
    """All above the limits, of the day in the region's own time.

    Behind the walls of the schools.
    """
    rows = _UNUSUAL.rows(
        {
            "schools": list(schools),
            "since": datetime.combine(day, time(), zone),
            "until": datetime.combine(day + timedelta(days=1), time(), zone),
            "zone": zone.key,
            **asdict(limits),
            "opens": OPENS,
            "closes": CLOSES,
        }
    )
    return [
        Unusual(row.school_id, Alarm.Cause(row.cause), row.employee, row.times)
        for row in rows
    ]
