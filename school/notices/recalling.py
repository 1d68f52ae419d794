"""Recalling: notices that were told to nobody and that no job tells of get one."""

from django.db import connection

from school.regions.models import School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

_SOON_S = 5

_LEAVE = """
INSERT INTO job (school_id, after)
SELECT %(school)s, statement_timestamp() + %(soon)s * interval '1 s'
WHERE EXISTS (
    SELECT FROM notice WHERE school_id = %(school)s AND told_at IS NULL
)
"""
_RECALL = """
INSERT INTO job (school_id)
SELECT DISTINCT n.school_id FROM notice n
WHERE n.told_at IS NULL
  AND NOT EXISTS (SELECT FROM job j WHERE j.school_id = n.school_id)
"""


def leave_a_job(*, school: int) -> None:
    """Leave a job for the notices of the school that could not be told just now.

    Behind the walls, in the transaction that told the others.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE, {"school": school, "soon": _SOON_S})


def recall_forgotten() -> int:
    """Leave a job in every school whose notices wait for nothing; how many schools.

    A program of an earlier version leaves such notices, over tables newer than itself.
    """
    schools = tuple(School.objects.values_list("pk", flat=True))
    machine = Actor(Kind.JOB, "job:notices", schools=schools)
    with behind(machine), connection.cursor() as cursor:
        cursor.execute(_RECALL)
        return int(cursor.rowcount)
