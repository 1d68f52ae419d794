"""The sheet for loads that a school may fill in."""

from school.importing.lists import Template

TEMPLATE = Template(
    "Нагрузка",
    ("Класс", "Предмет", "Группа", "Учитель"),
    ("5А", "Математика", "", "Образцова Мария Львовна"),
)
