"""Sending: a table is kept, sealed, until it is written, put away or forgotten."""

from collections.abc import Mapping, Sequence

from school.importing import uploads
from school.importing.lists import Table
from school.importing.models import Upload
from school.lib import clock
from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

_LONGEST = 200
# Nobody mends so many cells: whoever sends more would only make the table heavier.
_MOST = 20_000
State = Upload.State


def send(by: Visitor, name: str, tables: Sequence[Table]) -> tuple[Upload, ...]:
    """Keep the lists of a file of this name. Raises PermissionDenied for others."""
    school, at = School.objects.get(pk=by.schools[0]), clock.now()
    with deed(by, Action.IMPORT, school) as act:
        sent = []
        for title, table in zip(uploads.names_of(name, tables), tables, strict=True):
            made = Upload(
                school_id=school.pk,
                file_name=title,
                holds=table.kind.name,
                people=len(table.sheet.rows) - table.heading.rows,
                made_by_id=by.card or 0,
                made_at=at,
            )
            uploads.close(made, table)
            made.save()
            act.about(f"upload:{made.pk}")
            sent.append(made)
    return tuple(sent)


def mend(upload: Upload, sent: Mapping[str, str]) -> bool:
    """Keep what was written into cells and answered of people; False when too late.

    Fields of a form: «cell.17.mother.snils», «who.17.student».
    """
    locked = Upload.objects.select_for_update().get(
        school=upload.school_id, pk=upload.pk
    )
    table = uploads.open_(locked)
    if table is None or locked.state != State.OPEN:
        return False
    for name, text in sent.items():
        kind, _, of = name.partition(".")
        kept = {"cell": table.mended, "who": table.answers}.get(kind)
        if kept is not None:
            keep(kept, of, text)
    uploads.close(locked, table)
    locked.save(update_fields=["sealed"])
    return True


def keep(kept: dict[str, str], name: str, text: str) -> None:
    """Keep an answer by its name beside those there are, unless these are too many."""
    name = name[:_LONGEST]
    if name in kept or len(kept) < _MOST:
        kept[name] = text.replace("\x00", "")[:_LONGEST]


def put_away(by: Visitor, upload: Upload) -> None:
    """Forget a table that nobody will write; one that was written stays as it is."""
    with deed(by, Action.IMPORT, upload.school) as act:
        waiting = Upload.objects.filter(school=upload.school_id, state=State.OPEN)
        waiting.filter(pk=upload.pk).update(
            state=State.PUT_AWAY, sealed=None, ended_at=clock.now()
        )
        act.about(f"upload:{upload.pk} away")


def forget_old() -> int:
    """Forget the tables that came more than a day ago, in every school; how many."""
    at, gone = clock.now(), 0
    for school in School.objects.values_list("pk", flat=True).order_by("pk"):
        with behind(job_of(school, name="sweep")):
            old = Upload.objects.filter(
                school=school, made_at__lte=at - uploads.LASTS
            ).exclude(sealed=None)
            old.filter(state=State.OPEN).update(state=State.PUT_AWAY, ended_at=at)
            gone += old.update(sealed=None)
    return gone
