"""Lists of who of a class is in which group."""

from datetime import date
from typing import Final

from school.importing.lists import Kind, Table, Template
from school.importing.members import comparing, reading, saying, writing
from school.importing.members.comparing import MemberRow

_TEMPLATE = Template(
    "Группы",
    ("Класс", "Предмет", "Группа", "Фамилия", "Имя", "Отчество"),
    ("5А", "Английский язык", "1", "Образцова", "Анна", "Петровна"),
)


def _beside(table: Table, school: int, on: date) -> tuple[MemberRow, ...]:
    told = table.told_by(reading.read, on)
    return comparing.compare(told, writing.read(school, on))


MEMBERS: Final = Kind(
    "members",
    reading.SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
)
