"""A sheet of students with their guardians: rows read into people.

Several children on rows with one mother, several rows for one child (a guardian on
each), a child's cells left empty on the second row: all of it is met in schools.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from school.importing import cells
from school.importing.columns import CHILDREN, Field, Heading, Whose
from school.importing.rows import NAMES, Row
from school.importing.tables.table import Sheet
from school.importing.told import KIND_OF, Fault, ToldGuardian, ToldStudent
from school.people.models import Kinship

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
        for read_one in row.students():
            known = namesakes[_namesake(read_one)]
            same = next((at for at in known if _same_child(found[at], read_one)), None)
            if same is None:
                known.append(len(found))
                found.append(read_one)
            else:
                found[same] = _with_more(found[same], read_one.guardians)
    return tuple(found)


class _Row(Row):
    """A row of a list of students."""

    @property
    def says_no_student(self) -> bool:
        """Only guardians stand in it: they are of the student above."""
        return not any(
            cells.text(self.cells[each.place])
            for each in self.heading.columns
            if each.whose in CHILDREN and each.field is not Field.CLASS
        )

    def students(self) -> Iterable[ToldStudent]:
        """The children of the row: the first, and the others of whom it says a name."""
        yield self.student(Whose.STUDENT)
        for whose in CHILDREN[1:]:
            if any(self.text(whose, each) for each in NAMES):
                yield self.student(whose)

    def student(self, whose: Whose) -> ToldStudent:
        """One student of the row and the guardians beside him."""
        person, faults = self.person(whose)
        school_class, wrong = self.school_class(whose)
        named = " ".join(filter(None, (self.text(whose, each) for each in NAMES)))
        faults = (*faults, *wrong)
        return ToldStudent(
            self.number,
            named,
            None if faults else person,
            school_class,
            self.guardians(),
            faults,
            whose,
        )

    def guardians(self) -> tuple[ToldGuardian, ...]:
        """Those of whom the row says anything."""
        return tuple(
            self.guardian(whose)
            for whose in self.heading.guardians
            if any(cells.text(self.at(whose, each)) for each in NAMES)
        )

    def guardian(self, whose: Whose) -> ToldGuardian:
        """One guardian, or why there is none."""
        person, faults = self.person(whose)
        kind, wrong = self.kind(whose)
        faults = (*faults, *wrong)
        told = None if faults else person
        return ToldGuardian(whose, self.number, told, kind, faults)

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
    return one.person.is_one_with(other.person)


def _with_more(student: ToldStudent, more: Iterable[ToldGuardian]) -> ToldStudent:
    """The student with guardians of one more row; who stands there twice stays once."""
    known = list(student.guardians)
    for each in more:
        one = each.person
        if one is None or not any(
            other.person is not None and other.person.is_one_with(one)
            for other in known
        ):
            known.append(each)
    return replace(student, guardians=tuple(known))
