"""A table as a workbook of one sheet, where every cell is text and none a formula."""

import io
import re
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Halves of pairs and signs that are none: no encoding or no XML can carry them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


def workbook(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> bytes:
    """The file. ``widths`` are those of the columns, in letters.

    Every cell is written as a string, so that «=1+1» stays what somebody typed.
    """
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_NOT_IN_A_TITLE.sub(" ", title)[:_LONGEST_TITLE])
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for place, row in enumerate((head, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(place, column, _UNWRITABLE.sub("", text))
    return file.getvalue()
