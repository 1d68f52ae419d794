"""Rows: the cells of one row read into a person, and a fault for each that is not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from school.academics.next_year import ClassName, read_class
from school.importing import cells
from school.importing.columns import Field, Heading, Whose
from school.importing.tables.table import Cell
from school.importing.told import Fault, Owner, Told
from school.people.names import FullName, as_cyrillic, lookalikes, tidy
from school.people.unreadable import Unreadable

T = TypeVar("T")
NAMES = (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.PATRONYMIC)


def cell_name(row: int, whose: Owner, field: Field) -> str:
    """By what name a cell is mended: «17.mother.snils», «17.3-0.subject», from 0."""
    return f"{row}.{whose}.{field}"


def class_name(written: str) -> ClassName | None:
    """The class, however it is written: «5 «а» класс»; None for no class."""
    bare = re.sub(r"\s*класс\w*\.?", "", tidy(written))
    return read_class(as_cyrillic(bare).strip())


def class_named(written: str) -> str:
    """«5А», however it is written; empty for no class."""
    named = class_name(written)
    return f"{named.grade}{named.letter}" if named is not None else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the heading, and how to read its cells."""

    cells: Sequence[Cell]
    number: int
    heading: Heading
    today: date
    from_1904: bool
    mended: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """No cell that is read holds anything."""
        return not any(
            cells.text(self.cells[each.place]) for each in self.heading.columns
        )

    def at(self, whose: Whose, field: Field) -> Cell:
        """What stands in his column, or was written since; None where nothing is."""
        written = self.mended.get(cell_name(self.number, whose, field))
        if written is not None:
            return written
        place = self.heading.place(whose, field)
        return None if place is None else self.cells[place]

    def person(self, whose: Whose) -> tuple[Told | None, tuple[Fault, ...]]:
        """The person of these columns and every fault of his cells."""
        faults: list[Fault] = []
        name = self.name(whose, faults)
        born = self.value(whose, Field.BIRTH_DATE, self.born, faults)
        snils = self.value(whose, Field.SNILS, cells.snils_of, faults)
        paper = self.value(whose, Field.CERTIFICATE, cells.certificate, faults)
        phone = self.value(whose, Field.PHONE, cells.phone, faults)
        email = self.value(whose, Field.EMAIL, cells.email, faults)
        if name is None or born is None:
            return None, tuple(faults)
        told = Told(
            self.number, name, born, snils or "", paper or "", phone or "", email or ""
        )
        return told, tuple(faults)

    def born(self, cell: Cell) -> date | Unreadable:
        """A birth date by this book's count of days."""
        return cells.birth_date(cell, today=self.today, from_1904=self.from_1904)

    def name(self, whose: Whose, faults: list[Fault]) -> FullName | None:
        """The name in one column or in three; a fault is of the cell that has it."""
        if self.heading.place(whose, Field.FULL_NAME) is not None:
            return self.value(whose, Field.FULL_NAME, cells.full_name, faults)
        parts = [self.at(whose, each) for each in NAMES[1:]]
        name = cells.name_of_parts(*parts)
        if isinstance(name, FullName):
            return name
        faults.append(self.fault(whose, self.guilty(whose, parts), name.sentence))
        return None

    def guilty(self, whose: Whose, parts: Sequence[Cell]) -> Field:
        """Which of three cells a name's fault is of."""
        for field, cell in zip(NAMES[1:3], parts[:2], strict=True):
            if not cells.text(cell):
                return field
        for field, cell in zip(NAMES[1:], parts, strict=True):
            written = cells.text(cell)
            if lookalikes(written) or not re.fullmatch(
                r"[^\W\d_]*(?:[-' ][^\W\d_]+)*", written
            ):
                return field
        return Field.LAST_NAME

    def value(
        self,
        whose: Whose,
        field: Field,
        reader: Callable[[Cell], T | Unreadable],
        faults: list[Fault],
    ) -> T | None:
        """What a cell says; a fault where it cannot be read. None without a column."""
        cell = self.at(whose, field)
        has_column = self.heading.place(whose, field) is not None
        if cell is None and not has_column and field is not Field.BIRTH_DATE:
            return None
        read_value = reader(cell)
        if isinstance(read_value, Unreadable):
            faults.append(self.fault(whose, field, read_value.sentence))
            return None
        return read_value

    def school_class(self, whose: Whose) -> tuple[str, tuple[Fault, ...]]:
        """«5А» of one column or of two, and the fault of a class nobody can read."""
        written = self.text(whose, Field.CLASS)
        if cell_name(self.number, whose, Field.CLASS) not in self.mended:
            written += self.text(whose, Field.LETTER)
        if not written:
            sentence = "Класс не указан. Напишите его так: 5А."
            return "", (self.fault(whose, Field.CLASS, sentence),)
        named = class_named(written)
        if named:
            return named, ()
        sentence = f"«{written[:40]}» — не класс. Напишите его так: 5А."
        return "", (self.fault(whose, Field.CLASS, sentence),)

    def text(self, whose: Whose, field: Field) -> str:
        """What stands in his column, as a person sees it."""
        return cells.text(self.at(whose, field))

    def fault(self, whose: Whose, field: Field, sentence: str) -> Fault:
        """A fault of his cell, with what we would write there."""
        stands = cells.text(self.at(whose, field))
        repaired = lookalikes(stands).repaired if field in NAMES else ""
        return Fault(
            self.number,
            self.heading.place(whose, field),
            whose,
            field,
            stands,
            sentence,
            repaired if repaired != stands else "",
        )
