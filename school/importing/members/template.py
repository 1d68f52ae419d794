"""The sheet for members of groups that a school may fill in."""

from school.importing.lists import Template

TEMPLATE = Template(
    "Группы",
    ("Класс", "Предмет", "Группа", "Фамилия", "Имя", "Отчество"),
    ("5А", "Английский язык", "1", "Образцова", "Анна", "Петровна"),
)
