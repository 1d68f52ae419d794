"""Remarks: the table that came, with a word beside every row; and one to fill in."""

from collections.abc import Sequence

from school.importing import cells, pages
from school.importing.uploads import Table
from school.importing.verdicts import Row
from school.lib import xlsx

_COLUMN = "Что с этой строкой"
_WIDTH = 18
_WIDEST = 80
_HEAD = (
    *("Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "СНИЛС"),
    *("ФИО матери", "Дата рождения матери", "СНИЛС матери", "Телефон матери"),
    *("ФИО отца", "Дата рождения отца", "СНИЛС отца", "Телефон отца"),
)
# Numbers of nobody: no person's СНИЛС begins with 000.
_EXAMPLE = (
    *("Образцова", "Анна", "Петровна", "20.05.2015", "5А", "000-000-001 09"),
    *("Образцова Мария Львовна", "02.01.1985", "000-000-002 18", "+7 900 000-00-00"),
    *("Образцов Пётр Ильич", "03.02.1984", "", ""),
)


def beside(title: str, table: Table, rows: Sequence[Row]) -> bytes:
    """The workbook: the rows as they came, and the remark of each student's first."""
    told = {row.told.row: pages.remark_of(row) for row in rows}
    sheet = [
        [*(cells.text(cell) for cell in row), told.get(number, "")]
        for number, row in enumerate(table.sheet.rows)
    ]
    sheet[table.heading.rows - 1][-1] = _COLUMN
    width = len(table.sheet.rows[0])
    return xlsx.workbook(title, sheet[0], sheet[1:], [*[_WIDTH] * width, _WIDEST])


def template() -> bytes:
    """Columns that are always understood, and one row that shows how."""
    return xlsx.workbook("Ученики", _HEAD, [_EXAMPLE], [_WIDTH] * len(_HEAD))
