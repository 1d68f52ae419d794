"""A table as text: CSV of any encoding and separator that programs here write."""

import csv
import io
from collections import Counter

from school.importing.tables import limits
from school.importing.tables.table import Refused, Sheet, trimmed

_SEPARATORS = ";,\t|"
_MARKS = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\xef\xbb\xbf": "utf-8",
}
# A cell of a list has a line or three; a quotation that was never closed has the rest.
_LINES_OF_A_CELL = 50
_SAMPLE = 50


def read(content: bytes) -> Sheet | Refused:
    """The one sheet of a text, or why it is none."""
    text = _decoded(content)
    if text is None:
        return Refused(
            "Это не таблица и не текст. Нужен файл .xlsx, .ods или .csv со списком."
        )
    first, _, rest = text.partition("\n")
    separator = ""
    if first.lower().startswith("sep="):
        separator, text = first[4:5], rest
    try:
        rows = _rows(text, separator or _separator(text))
    except csv.Error:
        return Refused("В файле слишком длинная строка. Сохраните список как .xlsx.")
    for number, row in enumerate(rows, start=1):
        if any(cell.count("\n") > _LINES_OF_A_CELL for cell in row):
            return Refused(
                f"В строке {number} открыта кавычка, и до конца файла её никто не"
                " закрыл. Уберите её или сохраните список как .xlsx."
            )
    return Sheet("", trimmed(rows))


def _decoded(content: bytes) -> str | None:
    """As UTF-8 or UTF-16 by mark or by shape, else as Windows writes Russian."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _as(content[len(mark) :], encoding)
    if b"\x00" in content:
        even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
        text = _as(content, "utf-16-le" if odd > even else "utf-16-be")
        return text if text is not None and "\x00" not in text else None
    utf = _as(content, "utf-8")
    return utf if utf is not None else _as(content, "cp1251")


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _separator(text: str) -> str:
    """The one that cuts most of the first lines into equally many parts."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])

    def fits(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in _rows(sample, separator))
        except csv.Error:
            return 0, 0
        width, times = max(
            widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0)
        )
        return (times if width > 1 else 0), width

    return max(_SEPARATORS, key=fits)


def _rows(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(limits.CELL)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
