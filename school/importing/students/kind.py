"""Lists of students with their guardians."""

from datetime import date
from typing import Final

from school.access.gathering import seal
from school.importing.columns import STUDENTS as SHAPE
from school.importing.lists import Kind, Table, Template
from school.importing.students import (
    clashes,
    comparing,
    reading,
    saying,
    standing,
    writing,
)
from school.importing.verdicts import Row

# Numbers of nobody: no person's СНИЛС begins with 000.
_TEMPLATE = Template(
    "Ученики",
    (
        *("Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "СНИЛС"),
        *("ФИО матери", "Дата рождения матери", "СНИЛС матери", "Телефон матери"),
        *("ФИО отца", "Дата рождения отца", "СНИЛС отца", "Телефон отца"),
    ),
    (
        *("Образцова", "Анна", "Петровна", "20.05.2015", "5А", "000-000-001 09"),
        *("Образцова Мария Львовна", "02.01.1985", "000-000-002 18"),
        *("+7 900 000-00-00", "Образцов Пётр Ильич", "03.02.1984", "", ""),
    ),
)


def _beside(table: Table, school: int, on: date) -> tuple[Row, ...]:
    told = table.told_by(reading.read, on)
    stands = standing.read(school, on)
    return comparing.compare(clashes.marked(told), stands, seal().digest, table.answers)


STUDENTS: Final = Kind(
    "students",
    SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
)
