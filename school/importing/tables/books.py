"""A book of sheets: .xlsx, .ods and the old .xls, by calamine.

Formulas are not computed: the file carries what they gave when it was saved.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import python_calamine

from school.importing.tables import limits, spans
from school.importing.tables.table import Area, Book, Cell, Refused, Sheet, trimmed

_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)")
_DAMAGED = (
    *(python_calamine.CalamineError, OSError, ValueError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
)
_SETTINGS = "xl/workbook.xml"
_SETTINGS_END = 64 * 1024


def read(content: bytes) -> Book | Refused:
    """All sheets that hold anything, or why the book does not open."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        names = book.sheet_names[: limits.SHEETS]
        of_ods = spans.merged(content)
        sheets = tuple(_sheet(book, name, of_ods.get(name, ())) for name in names)
        from_1904 = _counts_from_1904(content)
    except python_calamine.PasswordError:
        return Refused("Файл закрыт паролем. Снимите пароль и выберите файл ещё раз.")
    except _DAMAGED:
        return Refused(
            "Файл не открывается: он повреждён или сохранён не до конца. Откройте его"
            " в Excel или LibreOffice и сохраните как книгу .xlsx."
        )
    return Book(tuple(one for one in sheets if one.rows), from_1904)


def _sheet(
    book: python_calamine.CalamineWorkbook, name: str, of_ods: Sequence[Area]
) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    areas = (sheet.merged_cell_ranges or ())[: limits.MERGED]
    return Sheet(
        name,
        trimmed([_cell(cell) for cell in row] for row in rows),
        tuple((*first, *last) for first, last in areas) or tuple(of_ods),
    )


def _cell(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str | float | bool | date):
        return cell
    if isinstance(cell, int):
        return float(cell)
    return str(cell) if isinstance(cell, time | timedelta) else None


def _counts_from_1904(content: bytes) -> bool:
    """Only an .xlsx says so in a place of its own; calamine tells nobody."""
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _SETTINGS not in archive.namelist():
            return False
        with archive.open(_SETTINGS) as settings:
            return _FROM_1904.search(settings.read(_SETTINGS_END)) is not None
