"""Remarks: the table that came, with a word beside every row; and one to fill in."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from school.importing import cells
from school.importing.lines import remark_of
from school.importing.lists import Judged, Kind, Table
from school.lib import xlsx

_COLUMN = "Что с этой строкой"
_WIDTH = 18
_WIDEST = 80


def file_name(sent: str) -> str:
    """How the file of remarks on what was ``sent`` under this name is called.

    «Школа.xlsx, лист «Дети»» → «Замечания — Школа, лист «Дети».xlsx».
    """
    book, comma, sheet = sent.partition(", лист «")
    return f"Замечания — {PurePath(book).stem}{comma}{sheet}.xlsx"


def beside(title: str, table: Table, rows: Sequence[Judged]) -> bytes:
    """The workbook: the rows as they came, and the remark at the first row of each
    person or thing."""
    lines = [table.kind.line_of(row) for row in rows]
    told: dict[int, str] = {}
    for line in lines:
        words = (told.get(line.number - 1, ""), remark_of(line))
        told[line.number - 1] = " ".join(filter(None, words))
    sheet = [
        [*(cells.text(cell) for cell in row), told.get(number, "")]
        for number, row in enumerate(table.sheet.rows)
    ]
    sheet[table.heading.rows - 1][-1] = _COLUMN
    width = len(table.sheet.rows[0])
    return xlsx.workbook(title, sheet[0], sheet[1:], [*[_WIDTH] * width, _WIDEST])


def template(kind: Kind[Any]) -> bytes:
    """Columns that are always understood, and a row that shows how."""
    given = kind.template
    widths = [_WIDTH] * len(given.head)
    return xlsx.workbook(given.title, given.head, [given.example], widths)
