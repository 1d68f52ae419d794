"""Writing: what was looked at goes into the school in one deed, or not at all.

Rows that are wrong or doubtful stay out, as the page said before: they come back in
the file of remarks.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection

from school.importing import kinds, uploads
from school.importing.holding import OTHERWISE, hold
from school.importing.lists import Judged, Table
from school.importing.models import Upload
from school.lib import clock
from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

GONE = "Эта загрузка уже закончена."


def token(rows: Sequence[Judged]) -> str:
    """What the page showed, in a few letters: another token is another page."""
    told = hashlib.sha256()
    for row in rows:
        told.update(repr(row).encode())
    return told.hexdigest()[:20]


def write(by: Visitor, upload: Upload, seen: str) -> str:
    """Write the upload, if the school stands as the page with ``seen`` showed it.

    Empty when it is done, else the sentence why not. Raises PermissionDenied for
    whoever is no administrator.
    """
    school = School.objects.get(pk=by.schools[0])
    with deed(by, Action.IMPORT, school) as act:
        act.touched(())
        hold(school.pk)
        locked = Upload.objects.select_for_update().get(
            school=upload.school_id, pk=upload.pk
        )
        table = uploads.open_(locked)
        if table is None or locked.state != Upload.State.OPEN:
            return GONE
        rows = table.kind.beside(table, school.pk, by.today)
        if token(rows) != seen:
            return OTHERWISE
        act.touched([school])
        act.about(f"upload:{locked.pk}")
        for name, count in put_down(locked, table, rows, by.today).items():
            act.about(f"{name}:{count}")
    return ""


def settle(upload: Upload, on: date) -> None:
    """Do behind the school's job what is left of a written upload. Opens the walls.

    Apart from the deed: to remove a row is nobody's right. Saying it again is harmless.
    """
    with behind(job_of(upload.school_id, name="importing")):
        kinds.named(upload.holds).settle(upload.school_id, on)


def put_down(
    upload: Upload, table: Table, rows: Sequence[Judged], on: date
) -> Mapping[str, int]:
    """Write what is clear of the upload's rows, within the caller's deed or job.

    How many of what, by words of the trail.
    """
    counts = table.kind.write(upload.school_id, on, rows)
    upload.state = Upload.State.WRITTEN
    upload.written = dict(counts)
    upload.ended_at = clock.now()
    upload.tx = transaction()
    upload.save()
    return counts


def transaction() -> int:
    """The number of this one, as history writes it beside every row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (tx,) = cursor.fetchone()
    return int(tx)
