"""Bringing: one school's list, judged by the rules of the page, written in one deed.

What the page would ask an administrator about stays out and is told in the remarks; he
finds the list among the uploads of his school.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from school.audit.trail import Line, write
from school.importing import remarks, uploads, writing
from school.importing.holding import hold
from school.importing.lists import Table
from school.importing.models import Upload
from school.importing.students import writing as students
from school.importing.students.kind import STUDENTS
from school.importing.tables import apart, limits
from school.importing.tables.table import Book, Refused
from school.importing.verdicts import OUT
from school.lib import clock
from school.regions.models import School
from school.rights.table import Action
from school.walls.actor import job_of
from school.walls.behind import behind

_JOB = "import_region"
_OTHER_LIST = (
    "Это не список учеников. Сотрудников, нагрузку и расписание загружает сама школа."
)
_SEVERAL = "Списков учеников в книге несколько. Соберите их на один лист."


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one list: ``written`` by the words of the trail,
    ``left_out`` rows; ``before``: an earlier run had written this very file."""

    written: Mapping[str, int]
    left_out: int = 0
    before: bool = False


def bring(
    school: School, file: Path, beside: Path, *, rehearse: bool = False
) -> Brought | Refused:
    """Write the school's list and, as ``beside``, the same with remarks.

    The same bytes are written into a school once, whatever their name and however often
    they are brought. ``rehearse``: only the remarks are made.
    """
    with file.open("rb") as opened:
        content = opened.read(limits.FILE + 1)
    digest = hashlib.sha256(content).hexdigest()
    with behind(job_of(school.pk, name=_JOB)):
        if (written := _before(school, digest)) is not None:
            return written
    book = apart.read(content)
    table = book if isinstance(book, Refused) else _of_students(book)
    if isinstance(table, Refused):
        return table
    today = clock.today(school.region.zone())
    with behind(job_of(school.pk, name=_JOB)):
        # Of two runs at once the second finds the school written.
        hold(school.pk)
        if (written := _before(school, digest)) is not None:
            return written
        rows = table.kind.beside(table, school.pk, today)
        left_out = sum(row.verdict in OUT for row in rows)
        # Before the end of the transaction: a list that is written has its remarks.
        _keep(beside, remarks.beside(file.name, table, rows))
        if rehearse:
            planned = students.planned(rows)
            return Brought(
                {"students": planned.students, "guardians": planned.guardians},
                left_out,
            )
        upload = Upload(
            school=school,
            file_name=uploads.name_of(file.name),
            digest=digest,
            people=len(table.sheet.rows) - table.heading.rows,
            made_at=clock.now(),
        )
        uploads.close(upload, table)
        upload.save()
        counts = writing.put_down(upload, table, rows, today)
        told = [f"upload:{upload.pk}"]
        told += [f"{name}:{count}" for name, count in counts.items()]
        thing = f"school:{school.pk}"
        write(Line(f"job:{_JOB}", Action.IMPORT, thing, school.pk, told))
    return Brought(upload.written, left_out)


def _of_students(book: Book) -> Table | Refused:
    """The only list of students in it."""
    tables = uploads.lists_in(book)
    if isinstance(tables, Refused):
        return tables
    of_students = [table for table in tables if table.kind is STUDENTS]
    if len(of_students) == 1:
        return of_students[0]
    return Refused(_SEVERAL if of_students else _OTHER_LIST)


def _before(school: School, digest: str) -> Brought | None:
    """What an earlier run wrote of the same bytes, whatever became of it since."""
    same = Upload.objects.filter(school=school, digest=digest)
    found = same.values_list("written", flat=True).first()
    return None if found is None else Brought(found, before=True)


def _keep(path: Path, content: bytes) -> None:
    """The whole file or none, for its owner's eyes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_bytes(content)
    half.replace(path)
