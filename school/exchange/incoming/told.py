"""What a package tells of a school: values, each with the row where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school.academics.next_year import ClassName
from school.exchange.oneroster.remarks import Remark
from school.importing.told import Told
from school.people.models import Card, Kinship

# A group or a period of another system may be called at some length.
LONGEST_TITLE = 200
TOO_LONG = f"Название длиннее {LONGEST_TITLE} знаков. Сократите его."


class Thing(StrEnum):
    """What a row is about, in our words."""

    YEAR = "year"
    CLASS = "class"
    GROUP = "group"
    STUDENT = "student"
    GUARDIAN = "guardian"
    EMPLOYEE = "employee"
    ENROLMENT = "enrolment"
    MEMBERSHIP = "membership"
    LEAD = "lead"
    LOAD = "load"
    LINK = "link"


OF_KIND = {
    Card.Kind.STUDENT: Thing.STUDENT,
    Card.Kind.GUARDIAN: Thing.GUARDIAN,
    Card.Kind.EMPLOYEE: Thing.EMPLOYEE,
}


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    """A quarter or a trimester, half-open."""

    row: int
    name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ToldYear:
    """The school year, half-open, named by its first; ``terms`` are keys of all its
    sessions, ``periods`` in their order."""

    row: int
    year: int
    since: date
    until: date
    terms: frozenset[str]
    periods: tuple[ToldPeriod, ...]


@dataclass(frozen=True, slots=True)
class ToldClass:
    """A class; ``key`` is its ``sourcedId`` in the package, as everywhere here."""

    row: int
    key: str
    name: ClassName


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A study group of a class; ``subjects`` are names its subject may have here."""

    row: int
    key: str
    school_class: str
    subjects: tuple[str, ...]
    name: str
    whole_class: bool


@dataclass(frozen=True, slots=True)
class ToldHuman:
    """A user as one kind of card: who is two things here stands twice.

    ``person.row`` is the row in users.csv. ``position`` and the half-open days of work
    are an employee's.
    """

    key: str
    kind: Card.Kind
    person: Told
    is_active: bool
    position: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ToldTie:
    """Somebody's place in a class or a group, half-open; ``thing`` says which place.

    ``until`` is None where the package names no end.
    """

    row: int
    thing: Thing
    place: str
    who: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ToldLink:
    """A guardian of a student; the row is in users.csv."""

    row: int
    guardian: str
    student: str
    kind: Kinship.Kind


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something of this school that could not be understood.

    Without a remark: it hangs on something that has one.
    """

    thing: Thing
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """All that a package tells of one school and one year.

    ``school`` is how it calls the school; ``is_ours``: by our own key or by the same
    name. ``aside`` are harmless remarks: what is not looked at, and why.
    """

    school: str
    is_ours: bool
    year: ToldYear
    classes: tuple[ToldClass, ...]
    groups: tuple[ToldGroup, ...]
    humans: tuple[ToldHuman, ...]
    ties: tuple[ToldTie, ...]
    links: tuple[ToldLink, ...]
    wrong: tuple[Wrong, ...]
    aside: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class NotTold:
    """Why the whole package is not for this school, in a sentence."""

    sentence: str
