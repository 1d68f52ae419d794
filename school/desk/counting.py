"""Counting what stands in the way, of a school or a class; three truths apart. Pure.

A family is a student with at least one guardian who may come in; what is true of one
of them is true of the family, for one is enough (access.md §1). Causes are counted in
people, because people stand in the lists.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from school.desk.causes import Cause
from school.desk.standing import Person

Side = Literal["guardian", "student"]
"""Whose way in is looked at: the parents', or the students' own."""


@dataclass(frozen=True, slots=True)
class Family:
    """A student, and those who count: his guardians, or on his own side himself."""

    student: Person
    members: tuple[Person, ...]

    @property
    def is_ready(self) -> bool:
        """Whether one of them has nothing left to wait for from the school."""
        return any(each.is_ready for each in self.members)

    @property
    def stop(self) -> Cause | None:
        """At which step at Госуслуги it stands; None where it does not.

        It does where everybody who is ready stands there: of several the nearest to
        the end is told.
        """
        ready = [each for each in self.members if each.is_ready]
        if not ready or not all(each.is_stopped for each in ready):
            return None
        return max(each.first for each in ready if each.first is not None)

    @property
    def entered_at(self) -> datetime | None:
        """When the first of them came in; None where nobody has."""
        moments = [each.entered_at for each in self.members]
        return min((each for each in moments if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class Truths:
    """Of so many families: ready, stopped at Госуслуги (by which step), been in."""

    families: int = 0
    ready: int = 0
    not_confirmed: int = 0
    no_consent: int = 0
    entered: int = 0

    @property
    def stopped(self) -> int:
        """Those who stand at Госуслуги."""
        return self.not_confirmed + self.no_consent

    @property
    def waiting(self) -> int:
        """Those for whom the school has something left to mend."""
        return self.families - self.ready

    def share(self, count: int) -> int:
        """A count in whole percents of the families; never 100 while one is missing."""
        return count * 100 // self.families if self.families else 0


def families(people: Iterable[Person], side: Side) -> list[Family]:
    """The families of everybody whom :func:`standing.read` has found."""
    known = {each.card: each for each in people}
    students = [each for each in known.values() if each.kind == "student"]
    if side == "student":
        return [Family(each, (each,)) for each in students if each.causes is not None]
    made = (
        Family(each, tuple(known[one] for one in each.guardians if one in known))
        for each in students
    )
    return [each for each in made if each.members]


def of_class(people: Iterable[Person], *classes: int) -> list[Person]:
    """The students of these classes and their guardians."""
    people = list(people)
    students = [each for each in people if each.school_class in classes]
    wanted = {each.card for each in students}
    wanted |= {one for each in students for one in each.guardians}
    return [each for each in people if each.card in wanted]


def truths(found: Iterable[Family]) -> Truths:
    """The three truths of these families."""
    found = list(found)
    stops = Counter(each.stop for each in found)
    return Truths(
        families=len(found),
        ready=sum(each.is_ready for each in found),
        not_confirmed=stops[Cause.NOT_CONFIRMED],
        no_consent=stops[Cause.NO_CONSENT],
        entered=sum(each.entered_at is not None for each in found),
    )


def entered_since(found: Iterable[Family], moment: datetime) -> int:
    """How many families came in for the first time since then."""
    moments = (each.entered_at for each in found)
    return sum(each is not None and each >= moment for each in moments)


def by_class(found: Iterable[Family]) -> dict[int, Truths]:
    """The truths of each class."""
    places: dict[int, list[Family]] = {}
    for each in found:
        if each.student.school_class is not None:
            places.setdefault(each.student.school_class, []).append(each)
    return {place: truths(inside) for place, inside in places.items()}


def by_cause(people: Iterable[Person], side: Side) -> dict[Cause, list[Person]]:
    """Everybody by his first cause; a child without parents stands on their side."""
    found: dict[Cause, list[Person]] = {each: [] for each in Cause}
    for each in people:
        if side == "guardian" and each.is_alone:
            found[Cause.NO_PARENT].append(each)
        elif each.kind == side and each.first is not None:
            found[each.first].append(each)
    return found


def counts(found: Mapping[Cause, list[Person]], *, by_school: bool) -> int:
    """How many people wait for the school, or for themselves."""
    return sum(
        len(each) for cause, each in found.items() if cause.by_school == by_school
    )
