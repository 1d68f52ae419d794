"""Files as schools send them, made for the tests by a program that writes Excel's."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import xlsxwriter

Row = Sequence[str | float | date | None]


def xlsx(
    *rows: Row, merged: Iterable[tuple[int, int, int, str]] = (), **options: bool
) -> bytes:
    """A book of one sheet. ``merged``: row, first and last column, words."""
    return book({"Список": rows}, merged=merged, **options)


def book(
    sheets: Mapping[str, Sequence[Row]],
    *,
    merged: Iterable[tuple[int, int, int, str]] = (),
    **options: bool,
) -> bytes:
    """A book of these sheets; what is ``merged`` is so on the last."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    day = made.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell is not None:
                    sheet.write(number, place, cell)
    for row_number, first, last, words in merged:
        sheet.merge_range(row_number, first, row_number, last, words)
    made.close()
    return file.getvalue()
