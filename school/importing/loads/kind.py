"""Lists of who teaches what to whom."""

from datetime import date
from typing import Final

from school.importing.lists import Kind, Table, Template
from school.importing.loads import comparing, reading, saying, subjects, writing
from school.importing.loads.comparing import LoadRow

_TEMPLATE = Template(
    "Нагрузка",
    ("Класс", "Предмет", "Группа", "Учитель"),
    ("5А", "Математика", "", "Образцова Мария Львовна"),
)


def _beside(table: Table, school: int, on: date) -> tuple[LoadRow, ...]:
    told = table.told_by(reading.read, on)
    study = writing.read(school, on, subjects.to_be(table.answers))
    return comparing.compare(told, study)


LOADS: Final = Kind(
    "loads",
    reading.SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
)
