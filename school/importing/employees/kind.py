"""Lists of employees."""

from datetime import date
from typing import Final

from school.access.gathering import seal
from school.importing.employees import comparing, reading, saying, writing
from school.importing.employees.comparing import EmployeeRow
from school.importing.lists import Kind, Table, Template

_TEMPLATE = Template(
    "Сотрудники",
    (
        *("Фамилия", "Имя", "Отчество", "Дата рождения", "СНИЛС", "Должность"),
        *("Классный руководитель", "Роль", "Телефон", "Почта"),
    ),
    (
        *("Образцова", "Мария", "Львовна", "02.01.1985", "000-000-002 18"),
        *("Учитель математики", "5А", "", "+7 900 000-00-00"),
        "obraztsova@example.test",
    ),
)


def _beside(table: Table, school: int, on: date) -> tuple[EmployeeRow, ...]:
    told = table.told_by(reading.read, on)
    staff = writing.read(school, on)
    return comparing.compare(told, staff, seal().digest, table.answers)


EMPLOYEES: Final = Kind(
    "employees",
    reading.SHAPE,
    _TEMPLATE,
    _beside,
    saying.line_of,
    saying.plan_of,
    writing.write,
    saying.said,
    saying.to_administer,
)
