"""Clearing: a letter that has ended is forgotten, and its address with it."""

from datetime import datetime, timedelta

from school.mail.models import Letter
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

KEPT = timedelta(days=90)


def clear(at: datetime) -> int:
    """Delete what ended so long ago, in every school; how many. Safe to repeat."""
    gone = 0
    for school in School.objects.values_list("pk", flat=True).order_by("pk"):
        with behind(job_of(school, name="sweep")):
            old = Letter.objects.filter(school=school, ended_at__lte=at - KEPT)
            gone += old.delete()[0]
    return gone
