"""Remembering: once a day each school's numbers are written down under their week.

What changed since last week, and what a region reads, is this; the desk itself counts
anew at every look.
"""

from datetime import date, datetime, timedelta

from django.db.models import Max

from school.desk.models import Tally
from school.desk.tallying import tally
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

# As many as the worker can count without keeping its queue waiting.
_AT_ONCE = 60
_A_WEEK = timedelta(days=7)


def remember_what_is_due() -> int:
    """Count schools whose numbers are not of today, a few at a time; how many.

    Opens the walls of each school itself. Safe to repeat, and to do twice at once.
    """
    at = clock.now()
    schools = {one.pk: one for one in School.objects.select_related("region")}
    with behind(Actor(Kind.JOB, "job:desk", schools=tuple(schools))):
        counted = dict(
            Tally.objects.filter(is_whole=True, monday__gte=at.date() - _A_WEEK)
            .values_list("school_id")
            .annotate(Max("counted_at"))
        )
    due = [
        one
        for one in schools.values()
        if one.pk not in counted or _day(one, counted[one.pk]) < _day(one, at)
    ]
    return sum(remember(one, at) for one in due[:_AT_ONCE])


def remember(school: School, at: datetime) -> int:
    """Write down how the school stands; 0 where another worker does it just now."""
    today = _day(school, at)
    policy = policy_of(school.region, today)
    with behind(job_of(school.pk, name="desk")):
        rows = School.objects.select_for_update(skip_locked=True, no_key=True)
        if not rows.filter(pk=school.pk):
            return 0
        tally(school.pk, policy, today, at)
    return 1


def _day(school: School, at: datetime) -> date:
    return at.astimezone(school.region.zone()).date()
