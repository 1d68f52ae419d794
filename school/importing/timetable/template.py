"""The sheet for weekly lessons that a school may fill in."""

from school.importing.lists import Template

TEMPLATE = Template(
    "Расписание",
    ("Класс", "День", "Урок", "Предмет", "Группа", "Учитель", "Кабинет"),
    ("5А", "понедельник", "1", "Математика", "", "Образцова Мария Львовна", "12"),
)
