"""Lists of weekly lessons, and grids."""

from datetime import date
from typing import Final

from school.importing.lists import Kind, Table, Template
from school.importing.timetable import comparing, reading, saying, writing
from school.importing.timetable.comparing import SlotRow, Week
from school.importing.timetable.grid_reading import read_grid
from school.importing.timetable.grids import GridHeading, grid_of
from school.importing.timetable.places import Places
from school.importing.timetable.reading import ToldSlot

_TEMPLATE = Template(
    "Расписание",
    ("Класс", "День", "Урок", "Предмет", "Группа", "Учитель", "Кабинет"),
    ("5А", "понедельник", "1", "Математика", "", "Образцова Мария Львовна", "12"),
)


def _beside(table: Table, school: int, on: date) -> tuple[SlotRow, ...]:
    week = writing.read(school, on)
    return comparing.compare(told_by(table, week, on), week)


def told_by(table: Table, week: Week, on: date) -> tuple[ToldSlot, ...]:
    """What a list or a grid tells; a grid in the words of the school."""
    if isinstance(table.heading, GridHeading):
        words = Places(week.study).words
        return read_grid(table.sheet, table.mended, words)
    return table.told_by(reading.read, on)


TIMETABLE: Final = Kind(
    "timetable",
    reading.SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
    grid_of=grid_of,
    settle=writing.settle,
)
