"""Raising: once a day the day before is counted, and the unusual is written down."""

from datetime import date, datetime, timedelta

from school.alarms import unusual
from school.alarms.limiting import limits_of
from school.alarms.models import Alarm
from school.lib import clock
from school.regions.models import Region, School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

# Nobody works then, and the day before is over everywhere.
_HOUR = 3
# A worker that was away counts the days that it has missed.
_DAYS = 7
# Until when this worker has counted: a new one counts them once more, to no effect.
_counted: dict[int, date] = {}


def raise_what_is_due() -> int:
    """Count the last whole days of each region, from three in the morning on; how many.

    Opens the walls itself. Safe to repeat, and to do twice at once.
    """
    at, made = clock.now(), 0
    for region in Region.objects.all():
        local = at.astimezone(region.zone())
        over = local.date() - timedelta(days=1 if local.hour >= _HOUR else 2)
        since = _counted.get(region.pk, over - timedelta(days=_DAYS))
        for ago in range((over - since).days):
            made += raise_of(region, over - timedelta(days=ago), at)
        _counted[region.pk] = over
    return made


def raise_of(region: Region, day: date, at: datetime) -> int:
    """Write down the alarms of one day; how many are new."""
    schools = tuple(School.objects.filter(region=region).values_list("pk", flat=True))
    limits = limits_of(region)
    with behind(Actor(Kind.JOB, "job:alarms", schools=schools)):
        before = Alarm.objects.filter(day=day).count()
        Alarm.objects.bulk_create(
            (
                Alarm(
                    school_id=one.school,
                    cause=one.cause,
                    day=day,
                    employee=one.employee,
                    times=one.times,
                    raised_at=at,
                )
                for one in unusual.read(schools, day, region.zone(), limits)
            ),
            ignore_conflicts=True,
        )
        return Alarm.objects.filter(day=day).count() - before
