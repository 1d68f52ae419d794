"""Lists of weekly lessons."""

from datetime import date
from typing import Final

from school.importing.lists import Kind, Table, Template
from school.importing.timetable import comparing, reading, saying, writing
from school.importing.timetable.comparing import SlotRow

_TEMPLATE = Template(
    "Расписание",
    ("Класс", "День", "Урок", "Предмет", "Группа", "Учитель", "Кабинет"),
    ("5А", "понедельник", "1", "Математика", "", "Образцова Мария Львовна", "12"),
)


def _beside(table: Table, school: int, on: date) -> tuple[SlotRow, ...]:
    told = table.told_by(reading.read, on)
    return comparing.compare(told, writing.read(school, on))


TIMETABLE: Final = Kind(
    "timetable",
    reading.SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
)
