"""Merged areas of an .ods, of which calamine says nothing.

Its sheets are one XML: the cell that covers others says how far, the covered ones stand
in their places. Rows and cells that are the same say how often they go on.
"""

import io
import zipfile
import zlib
from collections import defaultdict
from xml.parsers import expat

from school.importing.tables import limits
from school.importing.tables.table import Area

CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_CHUNK = 64 * 1024


def merged(content: bytes) -> dict[str, list[Area]]:
    """By the names of sheets; as far as the file is sound, empty for no .ods."""
    walk = _Walk()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if CONTENT not in archive.namelist():
                return {}
            with archive.open(CONTENT) as told:
                while piece := told.read(_CHUNK):
                    walk.parser.Parse(piece)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, ValueError):
        pass
    return walk.found


class _Walk:
    """Where the reader is: in which sheet, at which row and cell, from 0."""

    def __init__(self) -> None:
        self.found: dict[str, list[Area]] = defaultdict(list)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self._sheet, self._depth, self._row, self._column = "", 0, 0, 0
        self._rows = 1

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._depth += 1
        if self._depth != 1:
            return
        if name == f"{_TABLE}table":
            self._sheet, self._row = told.get(f"{_TABLE}name", ""), 0
        elif name == f"{_TABLE}table-row":
            self._column, self._rows = 0, _number(told, "number-rows-repeated")
        elif name in _CELLS:
            self._cell(told)

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self._depth -= 1
        elif name == f"{_TABLE}table-row" and self._depth == 1:
            self._row += self._rows

    def _cell(self, told: dict[str, str]) -> None:
        left, top = self._column, self._row
        self._column += _number(told, "number-columns-repeated")
        right = left + _number(told, "number-columns-spanned") - 1
        bottom = top + _number(told, "number-rows-spanned") - 1
        areas = self.found[self._sheet]
        is_read = top < limits.ROWS and left < limits.COLUMNS
        if (right, bottom) != (left, top) and is_read and len(areas) < limits.MERGED:
            last = min(bottom, limits.ROWS - 1), min(right, limits.COLUMNS - 1)
            areas.append((top, left, *last))


def _number(told: dict[str, str], name: str) -> int:
    """One where it is not said, or is no number."""
    written = told.get(f"{_TABLE}{name}", "")
    return max(int(written), 1) if written.isascii() and written.isdigit() else 1
