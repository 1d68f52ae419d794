"""A class list as a school's secretary sends it, read as every list that comes in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from school.importing import cells
from school.importing.columns import STUDENTS, Field, Heading, Whose, recognise
from school.importing.tables.reading import read as read_table
from school.importing.tables.table import Cell, Refused
from school.people.names import FullName
from school.people.unreadable import Unreadable

T = TypeVar("T")


class ListError(Exception):
    """The list cannot be read: the message says where and why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of the list; ``snils`` is eleven digits."""

    name: FullName
    born: date
    snils: str


def read(path: Path) -> tuple[Listed, ...]:
    """Everybody of the book's first sheet, in its order."""
    book = read_table(path.read_bytes())
    if isinstance(book, Refused):
        raise ListError(f"{path.name}: {book.sentence}")
    sheet = book.sheets[0]
    heading = recognise(sheet, STUDENTS)
    if heading is None:
        raise ListError(f"{path.name}: нет строки с заголовками.")
    return tuple(
        _listed(f"{path.name}, строка {number}", row, heading)
        for number, row in enumerate(sheet.rows[heading.rows :], heading.rows + 1)
        if any(cells.text(row[each.place]) for each in heading.columns)
    )


def _listed(where: str, row: tuple[Cell, ...], heading: Heading) -> Listed:
    def at(field: Field) -> Cell:
        place = heading.place(Whose.STUDENT, field)
        return None if place is None else row[place]

    return Listed(
        _sound(where, cells.full_name(at(Field.FULL_NAME))),
        _sound(where, cells.birth_date(at(Field.BIRTH_DATE), today=date.max)),
        _sound(where, cells.snils_of(at(Field.SNILS))),
    )


def _sound(where: str, value: T | Unreadable) -> T:
    if isinstance(value, Unreadable):
        raise ListError(f"{where}: {value.sentence}")
    return value
