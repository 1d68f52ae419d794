"""The data files as typed values: what the region is made of, before any database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from school.demo import class_list
from school.importing.beginning import standard
from school.people import snils
from school.people.names import FullName, split
from school.people.unreadable import Unreadable

DATA = Path(__file__).parent / "data"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_INVENTED_STUDENTS = 901_100_000
_STANDARD = ("calendar", "bells")


class InventionError(Exception):
    """A data file contradicts itself: a bug of the demo, named by its message."""


@dataclass(frozen=True, slots=True)
class Place:
    """A school of the region; ``key`` is how the other files call it."""

    key: str
    municipality: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast as Госуслуги knows him."""

    key: str
    oid: int
    name: FullName
    born: date
    snils: str
    certificate: str
    """Of birth, in canonical form; either this or the СНИЛС may be empty."""
    stories: tuple[int, ...]
    consent: str
    """Where his consent stands; empty when nobody has spoken of it."""
    parent_consent: str
    """Key of the parent whose word counts; empty when it is the person's own."""

    @property
    def phone(self) -> str:
        """The phone on Госуслуги: the same last digits as the oid."""
        return f"+7(900)0000{self.oid % 1000:03}"

    @property
    def email(self) -> str:
        """Nobody's address: the domain is reserved for examples."""
        return f"{self.key}@example.test"


@dataclass(frozen=True, slots=True)
class Worker:
    """An employee: his name and birth date, or the person of the cast he is, whose
    name may have been ``written`` down wrongly."""

    school: str
    key: str
    position: str
    name: str = ""
    born: date | None = None
    person: str = ""
    written: str = ""
    role: str = ""
    until: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """A guardian's card of the cast, with what is wrong in it."""

    person: str
    school: str
    child: str = ""
    alone: str = ""
    kind: str = ""
    name: str = ""
    born: date | None = None
    snils: int = 0
    user: str = "active"
    registered: bool = True
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Pupil:
    """A student of a class; he has СНИЛС or birth certificate."""

    name: FullName
    born: date
    snils: str
    certificate: str = ""

    @property
    def document(self) -> str:
        """What tells him from everybody."""
        return self.snils or self.certificate


@dataclass(frozen=True, slots=True)
class Group:
    """A study group of a class; without a name it is the whole class."""

    subject: str
    name: str
    teacher: str
    room: str


@dataclass(frozen=True, slots=True)
class Form:
    """A class: who leads it, what it learns and when, who is in it."""

    school: str
    grade: int
    letter: str
    teacher: str
    hours: dict[str, int]
    groups: tuple[Group, ...]
    week: tuple[tuple[str, ...], ...]
    pupils: tuple[Pupil, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """One data file as it stands."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@cache
def version() -> str:
    """The school year for which calendar, bells and curriculum were put together.

    Raises InventionError when they are of different years.
    """
    versions = {name: standard.table(name)["version"] for name in _STANDARD}
    versions["curriculum"] = table("curriculum")["version"]
    if len(set(versions.values())) > 1:
        said = ", ".join(f"{name}.toml — {year}" for name, year in versions.items())
        raise InventionError(f"Файлы данных разных учебных лет: {said}.")
    return str(versions["calendar"])


def regions() -> tuple[dict[str, Any], ...]:
    """Both regions as they stand in their files; the first one's door is open."""
    return table("region"), table("second-region")


def places(region: dict[str, Any]) -> tuple[Place, ...]:
    """The told schools of a region, in their order."""
    return tuple(Place(**row) for row in region["school"])


@cache
def people() -> dict[str, Person]:
    """The cast by key."""
    return {
        row["key"]: Person(
            key=row["key"],
            oid=row["oid"],
            name=full_name(row["name"]),
            born=row["born"],
            snils=snils.complete(row["snils"]) if "snils" in row else "",
            certificate=row.get("certificate", ""),
            stories=tuple(row["stories"]),
            consent=row.get("consent", "given"),
            parent_consent=row.get("parent_consent", ""),
        )
        for row in table("families")["person"]
    }


def parents() -> tuple[Parent, ...]:
    """The guardians of the cast, one for each card."""
    return tuple(Parent(**row) for row in table("families")["guardian"])


def workers() -> tuple[Worker, ...]:
    """Everybody who works in the told schools."""
    return tuple(Worker(**row) for row in table("staff")["employee"])


@cache
def forms() -> tuple[Form, ...]:
    """The told classes. A listed one is read from the secretary's file."""
    return tuple(
        _form(number, row) for number, row in enumerate(table("classes")["class"])
    )


def full_name(text: str) -> FullName:
    """A name of a data file, taken apart."""
    name = split(text)
    if isinstance(name, Unreadable):
        raise InventionError(f"{text}: {name.sentence}")
    return name


def _form(number: int, row: dict[str, Any]) -> Form:
    return Form(
        school=row["school"],
        grade=row["grade"],
        letter=row["letter"],
        teacher=row["teacher"],
        hours={subject["name"]: subject["hours"] for subject in row["subject"]},
        groups=tuple(
            Group(subject["name"], part.get("name", ""), part["teacher"], part["room"])
            for subject in row["subject"]
            for part in subject.get("groups") or [_whole(subject)]
        ),
        week=tuple(tuple(row["week"][day]) for day in WEEKDAYS),
        pupils=(
            *(_listed(row["list"]) if "list" in row else ()),
            *_pupils(number, row),
        ),
    )


def _whole(subject: dict[str, Any]) -> dict[str, str]:
    return {"teacher": subject["teacher"], "room": subject["room"]}


def _listed(name: str) -> tuple[Pupil, ...]:
    found = class_list.read(DATA / name)
    return tuple(Pupil(each.name, each.born, each.snils) for each in found)


def _pupils(number: int, row: dict[str, Any]) -> Iterator[Pupil]:
    """Those of the cast have their own documents, the rest invented ones."""
    cast = people()
    known = {(each.name.key, each.born): each for each in cast.values()}
    for place, student in enumerate(row.get("student", ()), start=1):
        name, born = full_name(student["name"]), student["born"]
        person = cast.get(student.get("person", "")) or known.get((name.key, born))
        if person is not None:
            yield Pupil(name, born, person.snils, person.certificate)
        elif "certificate" in student:
            yield Pupil(name, born, "", student["certificate"])
        else:
            invented = _INVENTED_STUDENTS + number * 1000 + place
            yield Pupil(name, born, snils.complete(invented))
