"""What employees did too much of on a day, of a region's schools; by one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from school.alarms.models import Alarm
from school.lib.postgres.queries import Query

_UNUSUAL = Query(__file__, "unusual")
# The security reference §4.6 and §5.3. A class has 30 children and 60 parents: whoever
# mends one class in a day opens fewer cards than this.
MOST_CARDS = 100
# Of cards that he could not open as a class teacher; alone of an administrator's looks.
MOST_OUTSIDE_AN_HOUR = 40
MOST_EXPORTS_AN_HOUR = 3
MOST_NUMBERS_AT_NIGHT = 10
OPENS, CLOSES = time(7), time(20)


@dataclass(frozen=True, slots=True)
class Unusual:
    """So many ``times`` of one cause; ``employee`` is the id of his card."""

    school: int
    cause: Alarm.Cause
    employee: int
    times: int


def read(schools: Sequence[int], day: date, zone: ZoneInfo) -> list[Unusual]:
    """All of the day in the region's own time. Behind the walls of the schools."""
    rows = _UNUSUAL.rows(
        {
            "schools": list(schools),
            "since": datetime.combine(day, time(), zone),
            "until": datetime.combine(day + timedelta(days=1), time(), zone),
            "zone": zone.key,
            "cards": MOST_CARDS,
            "outside": MOST_OUTSIDE_AN_HOUR,
            "exports": MOST_EXPORTS_AN_HOUR,
            "numbers": MOST_NUMBERS_AT_NIGHT,
            "opens": OPENS,
            "closes": CLOSES,
        }
    )
    return [
        Unusual(row.school_id, Alarm.Cause(row.cause), row.employee, row.times)
        for row in rows
    ]
