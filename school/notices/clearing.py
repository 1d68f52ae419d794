"""Clearing: what was told long ago is no news. The mark itself stays in the diary."""

from datetime import datetime, timedelta

from django.db import connection

from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

# A quarter of school: whoever comes back after it reads the diary, not its news.
KEPT = timedelta(days=90)
_BATCH = 5000

# Whoever renews one at this moment is not waited for, and it is left to him.
_CLEAR = """
WITH old AS (
    SELECT id FROM notice
    WHERE school_id = %(school)s AND told_at <= %(until)s
    LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
),
heard AS (
    DELETE FROM delivery d USING old o
    WHERE d.school_id = %(school)s AND d.notice_id = o.id
)
DELETE FROM notice n USING old o WHERE n.school_id = %(school)s AND n.id = o.id
"""


def clear(at: datetime, *, batch: int = _BATCH) -> int:
    """Delete the notices of all schools that were told :data:`KEPT` ago; how many.

    What nobody was told yet stays, however old. Opens the walls of each school itself,
    a short transaction for each batch. Safe to repeat, at any hour.
    """
    return sum(
        _clear(school, at - KEPT, batch)
        for school in School.objects.order_by("pk").values_list("pk", flat=True)
    )


def _clear(school: int, until: datetime, batch: int) -> int:
    cleared = 0
    while True:
        with behind(job_of(school, name="sweep")), connection.cursor() as cursor:
            cursor.execute(_CLEAR, {"school": school, "until": until, "batch": batch})
            gone = int(cursor.rowcount)
        cleared += gone
        if gone < batch:
            return cleared
