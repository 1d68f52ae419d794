"""Working: jobs are taken from the queue one school after another, and done.

A job is taken by deleting it in the transaction that does it. A worker killed in the
middle has therefore done nothing, and the job is there for the next one; nothing has
to be found out about who died. A worker that hangs instead is cut off by PostgreSQL
after :data:`PATIENCE_S`, with the same end.
"""

import logging
from typing import NamedTuple

from django.db import connection

from school.lib import clock
from school.lib.postgres.troubles import only_reads
from school.notices.delivering import deliver
from school.notices.recalling import leave_a_job
from school.regions.in_force import policy_of
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

PATIENCE_S = 5
_LONGEST_PAUSE_S = 3600

_log = logging.getLogger(__name__)

# SKIP LOCKED passes over what another worker is doing just now. The lock it asks for
# ends with the statement and holds nothing: who does the job is decided by _TAKE.
_NEXT = """
SELECT school_id FROM job WHERE after <= statement_timestamp() ORDER BY id LIMIT 1
FOR UPDATE SKIP LOCKED
"""
_TAKE = """
DELETE FROM job WHERE id IN (
    SELECT id FROM job WHERE school_id = %s AND after <= statement_timestamp()
    FOR UPDATE SKIP LOCKED
)
"""
_IMPATIENTLY = """
SELECT set_config('idle_in_transaction_session_timeout', %s, true),
       set_config('statement_timeout', %s, true)
"""
_PUT_OFF = """
UPDATE job SET
    failures = failures + 1,
    after = statement_timestamp() + least(2 ^ failures, %s) * interval '1 s'
WHERE school_id = %s AND after <= statement_timestamp()
"""
_LOOK = """
SELECT extract(epoch FROM statement_timestamp() - (SELECT min(since) FROM job)),
       extract(epoch FROM statement_timestamp() - max(state_change))
FROM pg_stat_activity
WHERE usename = current_user AND datname = current_database()
  AND application_name = %s
"""
NAME = "school-worker"


class Standing(NamedTuple):
    """The queue as it is now: seconds, or None where nothing waits or nobody works."""

    oldest_waiting_s: float | None
    worker_seen_s: float | None


def do_next() -> bool:
    """Do everything that waits for one school; whether there was anything to do.

    Several jobs of a school are one piece of work. A job that cannot be done, whatever
    the mistake, is put off, each time for longer, and is told to whoever reads the log;
    it holds nobody else up. While the database is away or takes nothing, the caller
    hears of it.
    """
    school = _next_school()
    if school is None:
        return False
    try:
        _deliver_for(school)
    except Exception as mistake:  # else one bad job ends every worker that meets it
        if only_reads(mistake) or not connection.is_usable():
            raise
        _put_off(school, mistake)
    return True


def standing() -> Standing:
    """How long the oldest job has waited, and when a worker was last heard of."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [NAME])
        waiting, seen = cursor.fetchone()
    return Standing(_rounded(waiting), _rounded(seen))


def _deliver_for(school: int) -> None:
    now = clock.now()
    with behind(job_of(school, name="notices")), connection.cursor() as cursor:
        patience = f"{PATIENCE_S}s"
        cursor.execute(_IMPATIENTLY, [patience, f"{6 * PATIENCE_S}s"])
        cursor.execute(_TAKE, [school])
        if not cursor.rowcount:
            return  # another worker was quicker
        where = School.objects.select_related("region").filter(pk=school).first()
        if where is None:
            _log.warning("School %s is gone: its jobs are dropped.", school)
            return
        today = now.astimezone(where.region.zone()).date()
        rule = policy_of(where.region, today).parents_of_adults
        deliver(school=school, at=now, today=today, parents_of_adults=rule)
        leave_a_job(school=school)


def _put_off(school: int, mistake: Exception) -> None:
    _log.error("A job of school %s is put off.", school, exc_info=mistake)
    with connection.cursor() as cursor:
        cursor.execute(_PUT_OFF, [_LONGEST_PAUSE_S, school])


def _next_school() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        found = cursor.fetchone()
    return None if found is None else int(found[0])


def _rounded(seconds: object) -> float | None:
    return None if seconds is None else round(float(str(seconds)), 1)
