"""A grid: classes across, days and numbers of lessons down the side. Pure.

Or days across, of one class that is named above. Under another heading the grid begins
anew: so come days one below the other, and classes that found no room beside the first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from school.importing import cells
from school.importing.columns import Column, Field, Heading, Whose
from school.importing.tables.table import Cell, Sheet
from school.importing.timetable.days import weekday
from school.importing.timetable.sides import class_of, number_of

_HIGHEST = 30
# Six days of two shifts for eighty classes with rooms; a narrower one several times.
_MOST_CELLS = 15_000
_FEWEST_CLASSES, _FEWEST_DAYS = 2, 3
_FEWEST_LESSONS = 2
_MOST_MERGED = 100_000
_ROLES = (
    (Field.ROOM, re.compile(r"(?i)\bкаб|\bауд|помещ|место")),
    (Field.TEACHER, re.compile(r"(?i)учит|препод|педагог")),
    (Field.SUBJECT, re.compile(r"(?i)предмет|дисципл|^урок$|^уроки$")),
)
_SIDE = re.compile(r"(?i)^№|^урок|^номер|врем|звон|^дн?[иь]?\b|^день|недел|смена")


@dataclass(frozen=True, slots=True)
class GridHeading(Heading):
    """The heading of a grid: its columns are classes, or days."""


class Head(NamedTuple):
    """What a column of a heading says: a class, or a weekday; the other is empty."""

    school_class: str
    weekday: int


@dataclass(frozen=True, slots=True)
class Band:
    """One heading with the ``rows`` under it, down to the next.

    ``columns`` are those of each head, the first its own; ``roles`` what a column holds
    where words say so; ``side`` is the column of the numbers of lessons.
    """

    rows: range
    heads: Mapping[int, Head]
    columns: Mapping[int, Sequence[int]]
    roles: Mapping[int, Field]
    side: int
    ignored: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """The first column that holds lessons."""
        return min(self.heads)


class Page:
    """The cells of a sheet, each of a merged area being the area's first."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows, self.name = sheet.rows, sheet.name
        self._first: dict[tuple[int, int], tuple[int, int]] = {}
        self._under: dict[int, list[int]] = {}
        height, width = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
        for top, left, bottom, right in sheet.merged:
            down = range(top, min(bottom + 1, height))
            across = range(left, min(right + 1, width))
            if len(self._first) + len(down) * len(across) > _MOST_MERGED:
                return
            for row in down:
                self._first |= {(row, place): (top, left) for place in across}

    def origin(self, row: int, place: int) -> tuple[int, int]:
        """Where what stands in a cell is written."""
        return self._first.get((row, place), (row, place))

    def text(self, row: int, place: int) -> str:
        """What stands in a cell, its lines apart."""
        row, place = self.origin(row, place)
        return written(self.rows[row][place])

    def numbers_under(self, row: int, place: int) -> int:
        """How many rows under this one have the number of a lesson in that column."""
        if place not in self._under:
            column = (number_of(written(line[place])) > 0 for line in self.rows)
            so_far = list(accumulate(column, initial=0))
            self._under[place] = [so_far[-1] - count for count in so_far[1:]]
        return self._under[place][row]


def written(cell: Cell) -> str:
    """A cell as a person sees it, its lines apart."""
    if isinstance(cell, str):
        return cell.replace("\x00", "").strip()
    return cells.text(cell)


def grid_of(sheet: Sheet) -> GridHeading | None:
    """The heading of the grid that the sheet is; None for no grid."""
    if sheet.rows and len(sheet.rows) * len(sheet.rows[0]) > _MOST_CELLS:
        return None
    band = next(bands(Page(sheet)), None)
    if band is None or band.rows.start > _HIGHEST:
        return None
    columns = [Column(band.side, Whose.ROW, Field.NUMBER)]
    columns += [Column(place, Whose.ROW, Field.CLASS) for place in band.heads]
    return GridHeading(band.rows.start, tuple(columns), band.ignored)


def bands(page: Page) -> Iterator[Band]:
    """Every heading of a sheet that has lessons under it."""
    found = _headings(page)
    ends = [*(row for row, _, _ in found), len(page.rows)][1:]
    for (row, heads, side), end in zip(found, ends, strict=True):
        yield _band(page, range(row, end), heads, side)


def _headings(page: Page) -> list[tuple[int, dict[int, Head], int]]:
    """Rows that name classes or days over lessons, and the columns of their numbers."""
    found: list[tuple[int, dict[int, Head], int]] = []
    for row in range(len(page.rows)):
        heads = _heads(page, row)
        if not heads:
            continue
        if found:
            _, above, side = found[-1]
            # A row with a number is one of lessons; «5» and «7» below are rooms.
            numbered = number_of(page.text(row, side)) > 0
            if numbered or (_is_bare(heads) and heads != above):
                continue
        own = _side(page, row, min(heads))
        if own is not None:
            found.append((row, heads, own))
    return found


def _heads(page: Page, row: int) -> dict[int, Head]:
    """The classes or the days of a heading; empty for any other row."""
    texts = {
        place: text
        for place, cell in enumerate(page.rows[row])
        if (text := written(cell))
    }
    days = {place: day for place, text in texts.items() if (day := weekday(text))}
    if len(days) >= _FEWEST_DAYS:
        return {place: Head("", day) for place, day in days.items()}
    return {place: Head(named, 0) for place, named in _classes(texts).items()}


def _is_bare(heads: Mapping[int, Head]) -> bool:
    return all(head.school_class.isdigit() for head in heads.values())


def _classes(texts: Mapping[int, str]) -> dict[int, str]:
    """The classes that a row names, where it names hardly anything else."""
    classes = {
        place: named for place, text in texts.items() if (named := class_of(text))
    }
    others = [
        text
        for place, text in texts.items()
        if place not in classes and _role(text) is None and not _SIDE.search(text)
    ]
    numbers = [int(named) for named in classes.values() if named.isdigit()]
    # A bare «5» is the only fifth of its school: then «6» and «7» follow.
    if numbers != sorted(set(numbers)) or (len(numbers) == len(classes) and others):
        return {}
    enough = len(classes) >= _FEWEST_CLASSES and len(classes) > len(others)
    return classes if enough else {}


def _side(page: Page, row: int, left: int) -> int | None:
    """The column of the numbers of lessons under a row: of those at the left the
    fullest."""
    counts = [(page.numbers_under(row, place), place) for place in range(left)]
    count, place = max(counts, default=(0, 0))
    return place if count >= _FEWEST_LESSONS else None


def _roles(page: Page, row: int, left: int) -> dict[int, Field]:
    """What a second row of a heading says of its columns; empty where there is none."""
    texts = [written(cell) for cell in page.rows[row]]
    if any(number_of(text) for text in texts[:left]):
        return {}
    found = {place: _role(text) for place, text in enumerate(texts) if place >= left}
    known = {place: role for place, role in found.items() if role is not None}
    named = sum(bool(text) for text in texts[left:])
    return known if known and len(known) == named else {}


def _role(text: str) -> Field | None:
    return next((role for role, sign in _ROLES if sign.search(text)), None)


def _band(page: Page, rows: range, heads: dict[int, Head], side: int) -> Band:
    left = min(heads)
    roles = _roles(page, rows[1], left) if len(rows) > 1 else {}
    first = rows[0] + 1 + bool(roles)
    columns: dict[int, list[int]] = {}
    ignored: list[str] = []
    owner: int | None = None
    for place, cell in enumerate(page.rows[rows[0]]):
        text = written(cell)
        role = None if _SIDE.search(text) else _role(text)
        if place in heads:
            owner, columns[place] = place, [place]
        elif owner is not None and (not text or role is not None):
            columns[owner].append(place)
            if role is not None:
                roles[place] = role
        elif text:
            owner = None
            if place > side and not _SIDE.search(text):
                ignored.append(cells.text(cell))
    return Band(range(first, rows[-1] + 1), heads, columns, roles, side, tuple(ignored))
