"""A school as it is thought up, before any database: cards, classes, groups, weeks.

Everything points at everything else by public keys, which are made of words, so that
the same school is thought up with the same keys at every run and on every machine.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from school.demo import chance
from school.people.names import FullName


@dataclass(frozen=True, slots=True)
class Someone:
    """A card. ``about`` makes its public key within the school."""

    school: str
    about: tuple[str, ...]
    kind: str
    name: FullName
    born: date
    snils: str
    phone: str = ""
    email: str = ""
    certificate: str = ""
    user: str = "active"
    registered: bool = True
    key: int = field(init=False)

    def __post_init__(self) -> None:
        key = chance.key("card", self.school, *self.about)
        object.__setattr__(self, "key", key)


@dataclass(frozen=True, slots=True)
class Job:
    """What an employee (a card's key) is and from when until when, half-open."""

    card: int
    name: str
    position: str
    since: date
    until: date | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """A guardian's card, a student's card, and what the one is to the other."""

    guardian: int
    student: int
    kind: str
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Who teaches a group from when until when; half-open, None is «still»."""

    teacher: int
    since: date
    until: date | None = None


class Slot(NamedTuple):
    """A weekly lesson: weekday from 1, shift, number by the bells."""

    weekday: int
    shift: int
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Who learns a subject together, with whom, where and when."""

    subject: str
    name: str
    students: tuple[int, ...]
    terms: tuple[Term, ...]
    room: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A class, its leader, its students and its groups."""

    key: int
    grade: int
    letter: str
    leader: int
    students: tuple[int, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Entrant:
    """An account that is there already, and the oid of whoever agreed for it.

    ``card`` is the key of the card with which its person has been in, None: never.
    """

    oid: int
    short_name: str
    consent: str
    given_by: int
    card: int | None = None


@dataclass(slots=True)
class SchoolDraft:
    """Everything of one school that is there before its first lesson."""

    cards: list[Someone] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    kinship: list[Kin] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    entrants: list[Entrant] = field(default_factory=list)
