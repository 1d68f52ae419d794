"""A table as it was read: its sheets, their rows, and how they travel as JSON."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

# What a cell holds; an empty one is None.
Cell = str | float | bool | date | None
# First row and column, last row and column, from 0.
Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet. All have the same number of cells.

    ``merged`` are areas that stand as one cell: what they hold is in their first.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets that hold anything; ``from_1904``: days are counted from 1904."""

    sheets: tuple[Sheet, ...]
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The file as a whole cannot be read: why, and what to do, in a sentence."""

    sentence: str


def to_json(read: Book | Refused) -> str:
    """The text by which a book, or its refusal, comes from process to process."""
    if isinstance(read, Refused):
        return json.dumps({"refused": read.sentence})
    sheets = [
        {
            "name": sheet.name,
            "rows": [[_out(cell) for cell in row] for row in sheet.rows],
            "merged": sheet.merged,
        }
        for sheet in read.sheets
    ]
    told = {"sheets": sheets, "from_1904": read.from_1904}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def of_json(text: str) -> Book | Refused:
    """The same again."""
    told = json.loads(text)
    if "refused" in told:
        return Refused(told["refused"])
    return Book(tuple(map(_sheet, told["sheets"])), told["from_1904"])


def trimmed(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without empty ones at the end and empty columns at the right.

    Rows above and columns at the left stay: a person finds a cell by its number.
    """
    kept = [[_plain(cell) for cell in row] for row in rows]
    while kept and not any(cell is not None for cell in kept[-1]):
        kept.pop()
    width = max((_width(row) for row in kept), default=0)
    return tuple(tuple((row + [None] * width)[:width]) for row in kept)


def _sheet(told: dict[str, Any]) -> Sheet:
    rows = tuple(tuple(map(_in, row)) for row in told["rows"])
    # A table that was kept by an earlier version says nothing of areas.
    areas = told.get("merged", ())
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in areas)
    return Sheet(told["name"], rows, merged)


def _width(row: list[Cell]) -> int:
    return max(
        (n for n, cell in enumerate(row, start=1) if cell is not None), default=0
    )


def _plain(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _out(cell: Cell) -> object:
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _in(cell: object) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    return cell if isinstance(cell, str | float | bool) else None
