"""«Скоро 14, 14,5, 18»: whose way in changes within thirty days, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from school.access.birthdays import DISTANCES, Border, coming
from school.desk.brackets import ages
from school.desk.listing import Room, names_of
from school.desk.standing import Person
from school.lib.dates import add_months, day_in_words
from school.regions.rules import Rules
from school.rights.visitor import Visitor

_AHEAD = max(DISTANCES)


@dataclass(frozen=True, slots=True)
class Birthday:
    """A student and the day on which he reaches the age: «2 декабря»."""

    key: str
    name: str
    classes: str
    day: str


@dataclass(frozen=True, slots=True)
class Soon:
    """Those who reach one age («14,5») by the day, and what then changes for them."""

    age: str
    students: tuple[Birthday, ...]
    changes: tuple[str, ...]


def soon(
    visitor: Visitor, people: Iterable[Person], room: Room, rules: Rules
) -> tuple[Soon, ...]:
    """The students among these by the age that they reach, the youngest age first.

    One query; none where nobody does. By the rules that are known today.
    """
    found = near(people, rules, visitor.today)
    if not found:
        return ()
    names = names_of(visitor, {person.card for person, _ in found})
    made = []
    for age in sorted({border.age for _, border in found}):
        those = [pair for pair in found if pair[1].age == age]
        students = tuple(
            Birthday(
                key=names[person.card].key,
                name=names[person.card].short,
                classes=", ".join(one.label() for one in room.classes_of(person)),
                day=day_in_words(border.on),
            )
            for person, border in sorted(those, key=lambda pair: pair[1].on)
        )
        changes = those[0][1].sentences(visitor.today)[1:]
        made.append(Soon(str(age), students, changes))
    return tuple(made)


def near(
    people: Iterable[Person], rules: Rules, today: date
) -> list[tuple[Person, Border]]:
    """Each student whose way in changes within thirty days, and the border. Pure."""
    months = {each for policy in rules.policies for each in ages(policy)}
    found = []
    for person in people:
        if person.kind == "student" and _is_near(person.born, months, today):
            border = coming(rules, person.born, today)
            if border is not None:
                found.append((person, border))
    return found


def _is_near(born: date, months: Iterable[int], today: date) -> bool:
    """Whether any age at which rules change is reached so soon: asked of everybody."""
    days = ((add_months(born, each) - today).days for each in months)
    return any(0 < each <= _AHEAD for each in days)
