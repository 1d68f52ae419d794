"""Uploads: a table as it was sent, as it is mended, and beside the school."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from school.access.gathering import seal
from school.importing import clashes, comparing, standing, students
from school.importing.columns import Heading, recognise
from school.importing.models import Upload
from school.importing.tables.table import Book, Refused, Sheet, of_json, to_json
from school.importing.verdicts import Row
from school.people.sealing import Sealable
from school.rights.visitor import Visitor

LASTS = timedelta(days=1)
_KIND: Sealable = "table"
_LONGEST_NAME = 100


@dataclass(slots=True)
class Table:
    """The sheet that holds the list. ``mended``: by a cell's name, what to read there
    instead; ``answers``: by a person's name, whose card is his."""

    sheet: Sheet
    heading: Heading
    from_1904: bool
    mended: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


def list_in(book: Book) -> Table | Refused:
    """The sheet whose heading says most, or why no sheet is a list."""
    found = [
        (heading, sheet)
        for sheet in book.sheets
        if (heading := recognise(sheet)) is not None
    ]
    if not found:
        return Refused(
            "В таблице нет строки с заголовками. Нужны хотя бы «ФИО» (или «Фамилия» и"
            " «Имя»), «Дата рождения» и «Класс» над столбцами. Возьмите шаблон и"
            " сравните."
        )
    heading, sheet = max(found, key=lambda each: len(each[0].columns))
    return Table(sheet, heading, book.from_1904)


def uploads_of(
    visitor: Visitor, kind: Upload.Kind = Upload.Kind.LIST
) -> QuerySet[Upload]:
    """The school's, the newest first; what is sealed is left where it lies."""
    found = Upload.objects.filter(school=visitor.school, kind=kind)
    return found.defer("sealed").order_by("-made_at", "-pk")


def close(upload: Upload, table: Table) -> None:
    """Seal the table into the row; unsaved."""
    kept = {
        "book": to_json(Book((table.sheet,), table.from_1904)),
        "mended": table.mended,
        "answers": table.answers,
    }
    upload.sealed = seal().seal(_KIND, json.dumps(kept, ensure_ascii=False))


def open_(upload: Upload) -> Table | None:
    """The table again; None when it has gone."""
    if upload.sealed is None:
        return None
    kept = json.loads(seal().unseal(_KIND, upload.sealed))
    book = of_json(kept["book"])
    table = list_in(book) if isinstance(book, Book) else book
    if isinstance(table, Refused):
        return None
    table.mended, table.answers = kept["mended"], kept["answers"]
    return table


def beside_school(table: Table, school: int, today: date) -> tuple[Row, ...]:
    """Every row of the table beside the school as it stands on the day."""
    told = students.read(
        table.sheet,
        table.heading,
        today=today,
        from_1904=table.from_1904,
        mended=table.mended,
    )
    found = standing.read(school, today)
    return comparing.compare(clashes.marked(told), found, seal().digest, table.answers)


def name_of(file_name: str) -> str:
    """A file's name as a page shows it: without folders, of bearable length."""
    plain = file_name.replace("\\", "/").rpartition("/")[2].replace("\x00", "")
    return " ".join(plain.split())[:_LONGEST_NAME] or "таблица"
