"""Verdicts: what becomes of each person of a table, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school.importing.told import Fault, Told, ToldGuardian, ToldStudent
from school.people.names import FullName


class Verdict(StrEnum):
    """What becomes of a person of the table."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


# What is left out of writing until somebody has looked at it.
OUT = (Verdict.WRONG, Verdict.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Known:
    """A card as it stands; documents by their digests. ``school_class`` as «5А»."""

    pk: int
    key: str
    name: FullName
    birth_date: date
    snils: str = ""
    certificate: str = ""
    phone: str = ""
    email: str = ""
    school_class: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The school as it stands. Links are pairs of guardian's and student's cards."""

    students: Sequence[Known]
    guardians: Sequence[Known]
    links: frozenset[tuple[int, int]]
    restricted: frozenset[tuple[int, int]]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a card that the table says otherwise; words for a person to read.

    Of documents only that there is another one: numbers are not shown.
    """

    part: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the table beside the school's.

    ``card`` is whose he is, None for a new one. ``candidates`` are those he is nearly,
    with ``why`` in a sentence; ``answered`` says that somebody has chosen.
    """

    told: Told
    verdict: Verdict
    card: Known | None = None
    differences: tuple[Difference, ...] = ()
    candidates: tuple[Known, ...] = ()
    why: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian beside the school's; ``linked``: the school has the link already.

    ``note`` says why he is left as he is.
    """

    told: ToldGuardian
    person: Person | None
    linked: bool = False
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """His own, and a link that is not there is a change too."""
        if self.person is None:
            return Verdict.WRONG
        if self.person.verdict is Verdict.SAME and not self.linked and not self.note:
            return Verdict.CHANGE
        return self.person.verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A student and his guardians beside the school; ``new_class``: there is no such
    class yet, and he opens it."""

    told: ToldStudent
    person: Person | None
    guardians: tuple[Guardian, ...]
    faults: tuple[Fault, ...] = ()
    new_class: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the row needs most: a human's eye first, then a pen."""
        if self.person is None:
            return Verdict.WRONG
        found = {self.person.verdict, *(each.verdict for each in self.guardians)}
        order = (Verdict.WRONG, Verdict.DOUBTFUL)
        hard = next((each for each in order if each in found), None)
        if hard is not None or self.person.verdict is Verdict.CREATE:
            return hard or Verdict.CREATE
        return Verdict.SAME if found == {Verdict.SAME} else Verdict.CHANGE
