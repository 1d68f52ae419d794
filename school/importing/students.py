"""A sheet of students with their guardians: rows read into people.

Several children on rows with one mother, several rows for one child (a guardian on
each), a child's cells left empty on the second row: all of it is met in schools.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from school.academics.next_year import read_class
from school.importing import cells
from school.importing.columns import Field, Heading, Whose
from school.importing.tables.table import Cell, Sheet
from school.importing.told import KIND_OF, Fault, Told, ToldGuardian, ToldStudent
from school.people.models import Kinship
from school.people.names import FullName, as_cyrillic, lookalikes
from school.people.unreadable import Unreadable

T = TypeVar("T")
_NAMES = (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.PATRONYMIC)
_KINDS = (
    (Kinship.Kind.MOTHER, r"\bмат|мам"),
    (Kinship.Kind.FATHER, r"\bот(?:ец|ц)|пап"),
    (Kinship.Kind.TRUSTEE, r"попечит"),
    (Kinship.Kind.FOSTER_PARENT, r"при[её]мн"),
    (Kinship.Kind.GUARDIAN, r"опекун"),
)
_KIND_WORDS = tuple((kind, re.compile(words)) for kind, words in _KINDS)


def read(
    sheet: Sheet,
    heading: Heading,
    *,
    today: date,
    from_1904: bool = False,
    mended: Mapping[str, str] | None = None,
) -> tuple[ToldStudent, ...]:
    """Everybody whom the rows under the heading tell of, in their order.

    ``mended`` is what somebody has written since, by :func:`cell_name`; it is read in
    the place of what stands in the sheet.
    """
    found: list[ToldStudent] = []
    namesakes: dict[object, list[int]] = defaultdict(list)
    for number in range(heading.rows, len(sheet.rows)):
        row = _Row(sheet.rows[number], number, heading, today, from_1904, mended or {})
        if row.is_empty:
            continue
        if row.says_no_student and found:
            found[-1] = _with_more(found[-1], row.guardians())
            continue
        read_one = row.student()
        known = namesakes[_namesake(read_one)]
        same = next((at for at in known if _same_child(found[at], read_one)), None)
        if same is None:
            known.append(len(found))
            found.append(read_one)
        else:
            found[same] = _with_more(found[same], read_one.guardians)
    return tuple(found)


def cell_name(row: int, whose: Whose, field: Field) -> str:
    """By what name a cell is mended: «17.mother.snils», rows from 0."""
    return f"{row}.{whose}.{field}"


@dataclass(frozen=True, slots=True)
class _Row:
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

    @property
    def says_no_student(self) -> bool:
        """Only guardians stand in it: they are of the student above."""
        return not any(
            cells.text(self.cells[each.place])
            for each in self.heading.columns
            if each.whose is Whose.STUDENT and each.field is not Field.CLASS
        )

    def student(self) -> ToldStudent:
        """The student of the row and the guardians beside him."""
        person, faults = self.person(Whose.STUDENT)
        school_class, wrong = self.school_class()
        named = " ".join(
            filter(None, (cells.text(self.at(Whose.STUDENT, each)) for each in _NAMES))
        )
        faults = (*faults, *wrong)
        return ToldStudent(
            self.number,
            named,
            None if faults else person,
            school_class,
            self.guardians(),
            faults,
        )

    def guardians(self) -> tuple[ToldGuardian, ...]:
        """Those of whom the row says anything."""
        return tuple(
            self.guardian(whose)
            for whose in self.heading.guardians
            if any(cells.text(self.at(whose, each)) for each in _NAMES)
        )

    def guardian(self, whose: Whose) -> ToldGuardian:
        """One guardian, or why there is none."""
        person, faults = self.person(whose)
        kind, wrong = self.kind(whose)
        faults = (*faults, *wrong)
        told = None if faults else person
        return ToldGuardian(whose, self.number, told, kind, faults)

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
        parts = [self.at(whose, each) for each in _NAMES[1:]]
        name = cells.name_of_parts(*parts)
        if isinstance(name, FullName):
            return name
        faults.append(self.fault(whose, self.guilty(whose, parts), name.sentence))
        return None

    def guilty(self, whose: Whose, parts: Sequence[Cell]) -> Field:
        """Which of three cells a name's fault is of."""
        for field, cell in zip(_NAMES[1:3], parts[:2], strict=True):
            if not cells.text(cell):
                return field
        for field, cell in zip(_NAMES[1:], parts, strict=True):
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

    def school_class(self) -> tuple[str, tuple[Fault, ...]]:
        """«5А» of one column or of two, and the fault of a class nobody can read."""
        written = cells.text(self.at(Whose.STUDENT, Field.CLASS))
        if cell_name(self.number, Whose.STUDENT, Field.CLASS) not in self.mended:
            written += cells.text(self.at(Whose.STUDENT, Field.LETTER))
        named = read_class(as_cyrillic(re.sub(r"\s*класс\w*\.?", "", written)).strip())
        if named is not None:
            return f"{named.grade}{named.letter}", ()
        sentence = (
            f"«{written}» — не класс. Напишите его так: 5А."
            if written
            else "Класс не указан. Напишите его так: 5А."
        )
        return "", (self.fault(Whose.STUDENT, Field.CLASS, sentence),)

    def kind(self, whose: Whose) -> tuple[Kinship.Kind, tuple[Fault, ...]]:
        """What the guardian is to the student; who is written last is a parent."""
        written = cells.text(self.at(whose, Field.KINSHIP)).lower()
        for kind, words in _KIND_WORDS:
            if words.search(written):
                return kind, ()
        if whose in KIND_OF:
            return KIND_OF[whose], ()
        guessed = parent_by(
            cells.text(self.at(whose, Field.FULL_NAME))
            or cells.text(self.at(whose, Field.PATRONYMIC))
        )
        if guessed is not None and not written:
            return guessed, ()
        sentence = "Кем приходится ученику, не указано. Напишите: мать, отец, опекун."
        return Kinship.Kind.MOTHER, (self.fault(whose, Field.KINSHIP, sentence),)

    def fault(self, whose: Whose, field: Field, sentence: str) -> Fault:
        """A fault of his cell, with what we would write there."""
        stands = cells.text(self.at(whose, field))
        repaired = lookalikes(stands).repaired if field in _NAMES else ""
        return Fault(
            self.number,
            self.heading.place(whose, field),
            whose,
            field,
            stands,
            sentence,
            repaired if repaired != stands else "",
        )


def parent_by(name: str) -> Kinship.Kind | None:
    """Mother or father by the patronymic, the only sign a list gives; None: unclear."""
    lowered = name.lower().rstrip()
    if lowered.endswith("на"):
        return Kinship.Kind.MOTHER
    return Kinship.Kind.FATHER if lowered.endswith("ич") else None


def _namesake(one: ToldStudent) -> object:
    """Among whom the same child is looked for: a list may have 20,000 rows."""
    return None if one.person is None else (one.person.birth_date, one.person.name.key)


def _same_child(one: ToldStudent, other: ToldStudent) -> bool:
    """Whether two rows tell of one child; of one that was not read nobody knows."""
    if one.person is None or other.person is None:
        return False
    return _is_one(one.person, other.person)


def _is_one(first: Told, second: Told) -> bool:
    return (
        first.birth_date == second.birth_date
        and first.name.key == second.name.key
        and (not first.snils or not second.snils or first.snils == second.snils)
    )


def _with_more(student: ToldStudent, more: Iterable[ToldGuardian]) -> ToldStudent:
    """The student with guardians of one more row; who stands there twice stays once."""
    known = list(student.guardians)
    for each in more:
        one = each.person
        if one is None or not any(
            other.person is not None and _is_one(other.person, one) for other in known
        ):
            known.append(each)
    return replace(student, guardians=tuple(known))
