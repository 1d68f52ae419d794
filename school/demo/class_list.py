"""A class list as a school's secretary sends it: an .xlsx with ФИО in one column.

The heading row may stand under a title; columns are known by their words, not by
their places. Dates come as text or as real dates, СНИЛС with hyphens or without. What
cannot be read is a value beside its row, never an exception.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import python_calamine

from school.people import names, snils
from school.people.names import FullName
from school.people.unreadable import Unreadable

_COLUMNS = {
    "name": re.compile(r"фио|ф\.\s*и\.\s*о|фамилия,?\s+имя|обучающ|ученик"),
    "born": re.compile(r"рожд"),
    "snils": re.compile(r"снилс"),
}
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")

Cell = object


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that was read. ``row`` is its number in the sheet, from 1."""

    row: int
    name: FullName
    born: date
    snils: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not read, and every reason why, in sentences."""

    row: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassList:
    """What one file says: the people in it and the rows that say nothing."""

    people: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def read(path: Path) -> ClassList | Unreadable:
    """The people of the first sheet, or why the file as a whole cannot be read."""
    try:
        book = python_calamine.load_workbook(path)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError):
        return Unreadable(
            f"Файл «{path.name}» не читается. Сохраните его в Excel как книгу .xlsx."
        )
    heading = next((n for n, row in enumerate(rows) if _columns(row)), None)
    if heading is None:
        return Unreadable(
            "Нет строки с заголовками «ФИО», «Дата рождения» и «СНИЛС»."
            " Добавьте её над списком."
        )
    columns = _columns(rows[heading])
    read_rows = [
        _person(number, row, columns)
        for number, row in enumerate(rows[heading + 1 :], start=heading + 2)
        if any(str(row[column]).strip() for column in columns.values())
    ]
    return ClassList(
        people=tuple(each for each in read_rows if isinstance(each, Listed)),
        problems=tuple(each for each in read_rows if isinstance(each, Problem)),
    )


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, if this row is the heading; else nothing."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        text = names.tidy(str(cell)).lower()
        for column, words in _COLUMNS.items():
            if column not in found and words.search(text):
                found[column] = place
                break
    return found if len(found) == len(_COLUMNS) else {}


def _person(
    number: int, row: Sequence[Cell], columns: dict[str, int]
) -> Listed | Problem:
    name = names.split(str(row[columns["name"]]))
    born = _date(row[columns["born"]])
    digits = _snils(row[columns["snils"]])
    if (
        isinstance(name, FullName)
        and isinstance(born, date)
        and isinstance(digits, str)
    ):
        return Listed(number, name, born, digits)
    wrong = [each for each in (name, born, digits) if isinstance(each, Unreadable)]
    return Problem(number, tuple(each.sentence for each in wrong))


def _snils(cell: Cell) -> str | Unreadable:
    return snils.parse(cell if isinstance(cell, int | float) else str(cell))


def _date(cell: Cell) -> date | Unreadable:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = names.tidy(str(cell)).removesuffix("г.").strip()
    if not text:
        return Unreadable("Дата рождения не заполнена. Впишите её так: 20.05.2015.")
    found = _DATE.fullmatch(text)
    try:
        if found is not None:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        return Unreadable(f"Даты {text} не бывает. Сверьте с документом.")
    return Unreadable(f"«{text}» — не дата. Впишите её так: 20.05.2015.")
