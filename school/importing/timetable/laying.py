"""Laying a grid out: which lesson of which class and day each of its cells is. Pure.

A day may stand in a row of its own, in a merged cell, or anywhere beside its lessons:
where the numbers of lessons begin anew, so does a day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from school.importing.columns import Field, Whose
from school.importing.rows import cell_name, class_named
from school.importing.tables.table import Sheet
from school.importing.timetable.cells import is_free, is_room
from school.importing.timetable.days import weekday
from school.importing.timetable.grids import Band, Head, Page, bands
from school.importing.timetable.sides import class_among, number_of, shift_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that is not free: where it is, from 0, whose lesson, when; what it says.

    ``teacher`` and ``room`` are those of columns of their own.
    """

    row: int
    column: int
    school_class: str
    weekday: int
    shift: int
    number: int
    text: str
    teacher: str
    room: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Lessons that no one can place while the side at ``row`` does not say ``field``:
    what stands there, and how many cells are not read for it."""

    row: int
    field: Field
    stands: str
    cells: int


@dataclass(slots=True)
class _Line:
    """The rows of one lesson number."""

    rows: list[int]
    number: int
    day: int
    shift: int


@dataclass(slots=True)
class _Day:
    """Lines from one beginning of numbers to the next."""

    day: int
    shift: int
    lines: list[_Line] = field(default_factory=list)


def lay_out(sheet: Sheet, mended: Mapping[str, str]) -> Iterator[Spot | Lost]:
    """Every lesson of the grid, in the order of its cells."""
    page, end = Page(sheet), 0
    for band in bands(page):
        laying = _Laying(page, band, mended)
        yield from laying.spots(range(end, band.rows.start))
        end = laying.end


class _Laying:
    """One band under way."""

    def __init__(self, page: Page, band: Band, mended: Mapping[str, str]) -> None:
        self._page, self._band, self._mended = page, band, mended
        self._across = any(head.weekday for head in band.heads.values())
        # The row after its last lesson: titles of the next band stand there.
        self.end = band.rows.start

    def spots(self, above: range) -> Iterator[Spot | Lost]:
        """The lessons; a row, a day or the whole band where they cannot be placed."""
        days, lost = self._days(above)
        yield from lost
        if self._across:
            yield from self._of_one_class(days, above)
            return
        for day in days:
            first = day.lines[0].rows[0]
            named = weekday(self._written(first, Field.DAY)) or day.day
            if named:
                for line in day.lines:
                    yield from self._line(line, Head("", named))
            elif filled := self._filled(day.lines):
                stands = self._written(first, Field.DAY)
                yield Lost(first, Field.DAY, stands, filled)

    def _of_one_class(
        self, days: Sequence[_Day], above: range
    ) -> Iterator[Spot | Lost]:
        row = self._band.rows.start - 1
        stands = self._written(row, Field.CLASS)
        named = class_named(stands) or self._titled(above)
        lines = [line for day in days for line in day.lines]
        if named:
            for line in lines:
                yield from self._line(line, Head(named, 0))
        elif filled := self._filled(lines):
            yield Lost(row, Field.CLASS, stands, filled)

    def _titled(self, above: range) -> str:
        """The class that the nearest title above names, or the sheet itself."""
        for row in reversed(above):
            for place in range(len(self._page.rows[row])):
                if named := class_among(self._page.text(row, place)):
                    return named
        return class_among(self._page.name)

    def _days(self, above: range) -> tuple[list[_Day], list[Lost]]:
        """The lines under their days, and rows whose number is not read."""
        days: list[_Day] = []
        lost: list[Lost] = []
        waiting, shift = self._above(above), 0
        follows = False
        for row in self._band.rows:
            day, said = self._said(row)
            shift = said or shift
            stands, number = self._number(row)
            filled = sum(1 for _ in self._cells([row]))
            waiting = waiting if number else day or waiting
            goes_on = self._goes_on(row) if number else not (day or stands)
            if follows and goes_on and filled and not self._is_title(row):
                days[-1].lines[-1].rows.append(row)
            elif number:
                _add(days, _Line([row], number, day, shift), waiting)
                waiting, follows = 0, True
            else:
                follows = False
                if filled > bool(day) and not self._is_title(row):
                    lost.append(Lost(row, Field.NUMBER, stands, filled))
            if number or follows:
                self.end = row + 1
        return days, lost

    def _above(self, above: range) -> int:
        """The day that is written over the heading of a band, if any; the nearest."""
        start = self._band.rows.start
        for row in reversed(range(above.start, start)):
            for place, _ in enumerate(self._page.rows[row]):
                if place not in self._band.heads and (
                    day := weekday(self._page.text(row, place))
                ):
                    return day
        return 0

    def _said(self, row: int) -> tuple[int, int]:
        """The day and the shift that the side of a row names, 0 for none."""
        places = range(len(self._page.rows[row]))
        number = self._number(row)[1]
        texts = [
            self._page.text(row, place)
            for place in places
            if (place < self._band.left and place != self._band.side) or not number
        ]
        day = next((day for text in texts if (day := weekday(text))), 0)
        return day, next((said for text in texts if (said := shift_of(text))), 0)

    def _number(self, row: int) -> tuple[str, int]:
        """What stands where a number should, and the number."""
        told = self._mended.get(cell_name(row, Whose.ROW, Field.NUMBER))
        stands = self._page.text(row, self._band.side) if told is None else told
        return stands, 0 if weekday(stands) else number_of(stands)

    def _goes_on(self, row: int) -> bool:
        """Whether the number's cell is one with that of the row above."""
        side, origin = self._band.side, self._page.origin
        return origin(row, side) == origin(row - 1, side)

    def _is_title(self, row: int) -> bool:
        """Whether one text goes across the row, as no lesson does."""
        width = len(self._page.rows[row])
        found = {self._page.origin(row, place) for place in range(width)}
        texts = {at for at in found if self._page.text(*at)}
        across = sum(
            self._page.origin(row, place) in texts for place in self._band.heads
        )
        return len(texts) == 1 and across != 1

    def _written(self, row: int, name: Field) -> str:
        """What somebody has written instead of what the side does not say."""
        return self._mended.get(cell_name(row, Whose.ROW, name), "")

    def _cells(self, rows: Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
        """The heads that have a lesson in these rows: its text, teacher and room."""
        for place, columns in self._band.columns.items():
            told: dict[Field, list[str]] = {
                Field.SUBJECT: [],
                Field.TEACHER: [],
                Field.ROOM: [],
            }
            at = {
                self._page.origin(row, column): self._band.roles.get(column)
                for row in rows
                for column in reversed(columns)
            }
            for cell in sorted(at):
                text = self._page.text(*cell)
                if is_free(text):
                    continue
                beside = cell[1] > place and is_room(text)
                role = at[cell] or (Field.ROOM if beside else Field.SUBJECT)
                told[role].append(text)
            if any(told.values()):
                lesson, teacher, room = ("\n".join(texts) for texts in told.values())
                yield place, lesson, teacher, room

    def _filled(self, lines: Sequence[_Line]) -> int:
        return sum(1 for line in lines for _ in self._cells(line.rows))

    def _line(self, line: _Line, side: Head) -> Iterator[Spot]:
        for place, text, teacher, room in self._cells(line.rows):
            head = self._band.heads[place]
            yield Spot(
                line.rows[0],
                place,
                head.school_class or side.school_class,
                head.weekday or side.weekday,
                line.shift or 1,
                line.number,
                text,
                teacher,
                room,
            )


def _add(days: list[_Day], line: _Line, waiting: int) -> None:
    """The line into its day: where numbers begin anew, or a day is named, a new one."""
    last = days[-1] if days else None
    begins = (
        last is None
        or bool(waiting)
        or line.number <= last.lines[-1].number
        or bool(line.day and last.day and line.day != last.day)
    )
    if begins or last is None:
        same = last is not None and line.shift != last.shift
        day = waiting or line.day or (last.day if last is not None and same else 0)
        last = _Day(day, line.shift)
        days.append(last)
    last.day = last.day or line.day
    last.lines.append(line)
