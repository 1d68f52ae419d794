"""What a table tells of people: each with the cells he stands in, and its faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from school.importing.columns import Field, Whose
from school.people.models import Kinship
from school.people.names import FullName


class Part(NamedTuple):
    """Whose a field of a grid is: of the cell in this column, from 0, and of several
    things told in that cell the one of this number, from 0."""

    column: int
    number: int

    def __str__(self) -> str:
        """«3-0»."""
        return f"{self.column}-{self.number}"


# Of a row of a list a column tells of somebody; of a grid a cell tells of something.
Owner = Whose | Part


class Offer(NamedTuple):
    """What may be agreed to instead of writing a cell anew: the name of the answer, in
    words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that was not read: where, what stands there, what to do.

    ``row`` and ``place`` count from 0 in the sheet; ``place`` is None where a column
    is missing. ``instead`` is what we would put there, empty where we do not know.
    """

    row: int
    place: int | None
    whose: Owner
    field: Field
    stands: str
    sentence: str
    instead: str = ""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A person as the table has him; every part of it was read.

    ``fields`` are those that the table has a column for and that are filled: an empty
    cell takes nothing out of a card. ``row`` is the first one that names him.
    """

    row: int
    name: FullName
    birth_date: date
    snils: str = ""
    certificate: str = ""
    phone: str = ""
    email: str = ""

    def is_one_with(self, other: "Told") -> bool:
        """Whether two rows tell of one human."""
        return (
            self.birth_date == other.birth_date
            and self.name.key == other.name.key
            and (not self.snils or not other.snils or self.snils == other.snils)
        )


@dataclass(frozen=True, slots=True)
class ToldGuardian:
    """A guardian of one student, or the faults for which there is none."""

    whose: Whose
    row: int
    person: Told | None
    kind: Kinship.Kind
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldStudent:
    """A student, his class as «5А», his guardians; or the faults for which he is not.

    ``whose`` are the columns of the row in which he stands: of several children there
    the first is the student.
    ``named`` is what the rows call him, whatever could be read of it.
    """

    row: int
    named: str
    person: Told | None
    school_class: str
    guardians: tuple[ToldGuardian, ...]
    faults: tuple[Fault, ...] = ()
    whose: Whose = Whose.STUDENT

    @property
    def all_faults(self) -> tuple[Fault, ...]:
        """His own and those of his guardians."""
        theirs = (fault for each in self.guardians for fault in each.faults)
        return (*self.faults, *theirs)


# What a column's owner is to the student, where no cell says more.
KIND_OF: Mapping[Whose, Kinship.Kind] = {
    Whose.MOTHER: Kinship.Kind.MOTHER,
    Whose.FATHER: Kinship.Kind.FATHER,
}
