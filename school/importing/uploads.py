"""Uploads: a table as it was sent, as it is mended, and beside the school."""

import json
from datetime import timedelta

from django.db.models import QuerySet

from school.access.gathering import seal
from school.importing.columns import recognise
from school.importing.kinds import KINDS
from school.importing.lists import Table
from school.importing.models import Upload
from school.importing.tables.table import Book, Refused, of_json, to_json
from school.people.sealing import Sealable
from school.rights.visitor import Visitor

LASTS = timedelta(days=1)
_KIND: Sealable = "table"
_LONGEST_NAME = 100


def list_in(book: Book) -> Table | Refused:
    """The sheet whose heading says most, as the kind of list that it says; or why no
    sheet is a list."""
    found = [
        Table(kind, sheet, heading, book.from_1904)
        for sheet in book.sheets
        for kind in KINDS
        if (heading := recognise(sheet, kind.shape)) is not None
    ]
    if not found:
        return Refused(
            "В таблице нет строки с заголовками. Ученикам нужны хотя бы «ФИО» и «Дата"
            " рождения», сотрудникам — ещё «Должность», нагрузке — «Класс», «Предмет» и"
            " «Учитель». Возьмите шаблон и сравните."
        )
    return max(found, key=lambda each: len(each.heading.columns))


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


def name_of(file_name: str) -> str:
    """A file's name as a page shows it: without folders, of bearable length."""
    plain = file_name.replace("\\", "/").rpartition("/")[2].replace("\x00", "")
    return " ".join(plain.split())[:_LONGEST_NAME] or "таблица"
