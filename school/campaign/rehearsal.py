"""«Репетиция 1 сентября»: how many families could come in on that day, and who not.

The desk's own counting, asked about another day: by the places, the links and the rules
of that day. What people do at Госуслуги till then nobody knows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school.academics.leading import kept_classes
from school.academics.models import SchoolClass
from school.academics.years import first_day, named, year_of
from school.desk import standing
from school.desk.causes import ABOUT, About, Cause
from school.desk.counting import Family, families
from school.desk.listing import Line, Room, lines
from school.desk.standing import Person
from school.lib import clock
from school.lib.keys import to_text
from school.regions.in_force import policy_of
from school.regions.models import School
from school.rights.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Form:
    """A class of the new year: its students, how many of their families could come."""

    key: str
    label: str
    families: int
    could: int


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What stops some people, how many, and who they are."""

    cause: Cause
    about: About
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The school as it will be on ``day``; no ``forms``: its classes are not made.

    A student whom nobody is linked with counts as a family that could not come.
    ``for_school``: of those who could not, for whom the school has something to mend.
    """

    day: date
    year: str
    families: int
    could: int
    for_school: int
    hindrances: tuple[Hindrance, ...]
    forms: tuple[Form, ...]


def on_the_first_day(visitor: Visitor) -> Visitor:
    """The same visitor on the next 1 September."""
    return replace(visitor, today=first_day(year_of(visitor.today) + 1))


def read(visitor: Visitor) -> Rehearsal:
    """For the administrator of a school. Seven queries, whatever its size."""
    then = on_the_first_day(visitor)
    school = School.objects.select_related("region").get(pk=visitor.schools[0])
    policy = policy_of(school.region, then.today)
    people = standing.read(school.pk, policy, then.today, clock.now())
    classes = kept_classes(then)
    found = expected(people)
    hindered = [each for each in found if not could_come(each)]
    room = Room.of(people, classes)
    return Rehearsal(
        day=then.today,
        year=named(then.today.year),
        families=len(found),
        could=len(found) - len(hindered),
        for_school=sum(not each.is_ready for each in hindered),
        hindrances=_hindrances(then, hindered, room),
        forms=_forms(classes, found),
    )


def expected(people: Iterable[Person]) -> list[Family]:
    """The families of that day, and every child who has none. Pure."""
    people = list(people)
    placed = [each for each in people if each.school_class is not None]
    alone = [Family(each, ()) for each in placed if each.is_alone]
    made = families(people, "guardian")
    return [each for each in made if each.student.school_class is not None] + alone


def could_come(family: Family) -> bool:
    """Whether the way in is open to one of them, here and at Госуслуги. Pure."""
    return any(each.is_ready and not each.is_stopped for each in family.members)


def hindered_by(family: Family) -> list[tuple[Cause, Person]]:
    """What stops each of a family that could not come; of nobody, that it has none."""
    if not family.members:
        return [(Cause.NO_PARENT, family.student)]
    return [(each.first, each) for each in family.members if each.first is not None]


def _hindrances(
    then: Visitor, hindered: Sequence[Family], room: Room
) -> tuple[Hindrance, ...]:
    people: dict[Cause, dict[int, Person]] = {}
    for family in hindered:
        for cause, person in hindered_by(family):
            people.setdefault(cause, {})[person.card] = person
    return tuple(
        Hindrance(
            cause, ABOUT[cause], tuple(lines(then, list(people[cause].values()), room))
        )
        for cause in sorted(people)
    )


def _forms(classes: Iterable[SchoolClass], found: Iterable[Family]) -> tuple[Form, ...]:
    all_of, could = Counter[int](), Counter[int]()
    for family in found:
        place = family.student.school_class or 0
        all_of[place] += 1
        could[place] += could_come(family)
    return tuple(
        Form(to_text(one.key), one.label(), all_of[one.pk], could[one.pk])
        for one in classes
    )
