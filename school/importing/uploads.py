"""Uploads: a table as it was sent, as it is mended, and beside the school."""

import json
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet

from school.access.gathering import seal
from school.importing.kinds import KINDS
from school.importing.lists import Table
from school.importing.models import Upload
from school.importing.tables.table import Book, Refused, Sheet, of_json, to_json
from school.people.names import tidy
from school.people.sealing import Sealable
from school.rights.visitor import Visitor

LASTS = timedelta(days=1)
_KIND: Sealable = "table"
_LONGEST_NAME = 100
_MOST_LISTS = 10
_NO_LIST = (
    "В таблице нет строки с заголовками. Ученикам нужны хотя бы «ФИО» и «Дата"
    " рождения», сотрудникам — ещё «Должность», нагрузке — «Класс», «Предмет» и"
    " «Учитель», расписанию-сетке — классы в ряд и номера уроков под ними слева."
    " Возьмите шаблон и сравните."
)
_TOO_MANY = (
    "Списков в книге {}, по одному на листе. Соберите одинаковые на один лист, класс"
    " впишите столбцом: так их можно проверить вместе."
)


def lists_in(book: Book) -> tuple[Table, ...] | Refused:
    """The lists of a book, a sheet each, in the order in which a new school needs them;
    or why there is none to take."""
    found = [_list_on(sheet, book.from_1904) for sheet in book.sheets]
    tables = [table for table in found if table is not None]
    if not tables:
        return Refused(_NO_LIST)
    if len(tables) > _MOST_LISTS:
        return Refused(_TOO_MANY.format(len(tables)))
    sheets = zip(book.sheets, found, strict=True)
    unread = tuple(_bearable(sheet.name) for sheet, table in sheets if table is None)
    for table in tables:
        table.unread = unread
    return tuple(sorted(tables, key=lambda each: KINDS.index(each.kind)))


def _list_on(sheet: Sheet, from_1904: bool) -> Table | None:
    """The sheet as the kind of list of which its heading says most."""
    found = [
        Table(kind, sheet, heading, from_1904)
        for kind in KINDS
        if (heading := kind.heading_of(sheet)) is not None
    ]
    return max(found, key=lambda each: len(each.heading.columns), default=None)


def uploads_of(
    visitor: Visitor, kind: Upload.Kind = Upload.Kind.LIST
) -> QuerySet[Upload]:
    """The school's, the newest first; what is sealed is left where it lies."""
    found = Upload.objects.filter(school=visitor.school, kind=kind)
    return found.defer("sealed").order_by("-made_at", "pk")


def close(upload: Upload, table: Table) -> None:
    """Seal the table into the row; unsaved."""
    kept = {
        "book": to_json(Book((table.sheet,), table.from_1904)),
        "mended": table.mended,
        "answers": table.answers,
        "unread": table.unread,
    }
    upload.sealed = seal().seal(_KIND, json.dumps(kept, ensure_ascii=False))


def open_(upload: Upload) -> Table | None:
    """The table again; None when it has gone."""
    if upload.sealed is None:
        return None
    kept = json.loads(seal().unseal(_KIND, upload.sealed))
    book = of_json(kept["book"])
    if isinstance(book, Refused):
        return None
    (sheet,) = book.sheets
    table = _list_on(sheet, book.from_1904)
    if table is not None:
        table.mended, table.answers = kept["mended"], kept["answers"]
        # A table that was sealed by an earlier version knew of no other sheets.
        table.unread = tuple(kept.get("unread", ()))
    return table


def waiting_beside(upload: Upload) -> Upload | None:
    """The first list of the same book that waits still."""
    found = Upload.objects.filter(
        school=upload.school_id,
        kind=upload.kind,
        made_at=upload.made_at,
        made_by=upload.made_by_id,
        state=Upload.State.OPEN,
    ).exclude(pk=upload.pk)
    return found.defer("sealed").order_by("pk").first()


def names_of(file_name: str, tables: Sequence[Table]) -> tuple[str, ...]:
    """How a page calls the lists of a file: by their sheets where there are several."""
    name = name_of(file_name)
    if len(tables) == 1:
        return (name,)
    return tuple(f"{name}, лист «{_bearable(each.sheet.name)}»" for each in tables)


def name_of(file_name: str) -> str:
    """A file's name as a page shows it: without folders, of bearable length."""
    return _bearable(file_name.replace("\\", "/").rpartition("/")[2]) or "таблица"


def _bearable(name: str) -> str:
    return tidy(name.replace("\x00", ""))[:_LONGEST_NAME]
