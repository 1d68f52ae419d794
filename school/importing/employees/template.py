"""The sheet for employees that a school may fill in."""

from school.importing.lists import Template

TEMPLATE = Template(
    "Сотрудники",
    (
        *("Фамилия", "Имя", "Отчество", "Дата рождения", "СНИЛС", "Должность"),
        *("Классный руководитель", "Телефон", "Почта"),
    ),
    (
        *("Образцова", "Мария", "Львовна", "02.01.1985", "000-000-002 18"),
        *("Учитель математики", "5А", "+7 900 000-00-00", "obraztsova@example.test"),
    ),
)
