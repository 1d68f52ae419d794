"""Invented families: children in their classes, brothers and sisters, who cares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from school.demo import naming
from school.demo.naming import Parents
from school.demo.spec import Outline
from school.people.names import FullName

_SECOND_CHILD = 0.3
_THIRD_CHILD = 0.12
_TWINS = 0.012
_BOYS = 0.51
_FARTHEST = 8
_MOTHER_ALONE = 0.2
_FATHER_ALONE = 0.03
_GRANDMOTHER = 0.012
# Every school has a pair of twins and two children of one name, by the family's number.
_WITH_TWINS = 2
_NAMESAKES = {9: 4}


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a family; ``form`` is the number of its class in the school."""

    form: int
    name: FullName
    born: date


@dataclass(frozen=True, slots=True)
class Adult:
    """Who cares for the children, and what he is to them."""

    kind: str
    name: FullName
    born: date


@dataclass(frozen=True, slots=True)
class Family:
    """Children of one school and their adults."""

    children: tuple[Child, ...]
    adults: tuple[Adult, ...]


def families(forms: Sequence[Outline], *, year: int, luck: Random) -> Iterator[Family]:
    """Families whose children fill the classes that are not told, seat by seat.

    ``year`` is the first of the school year; a child begins the first grade at 6 or 7.
    """
    free = {n: form.size for n, form in enumerate(forms) if form.told is None}
    order = [number for number, size in free.items() for _ in range(size)]
    luck.shuffle(order)
    made: list[tuple[Parents, Child]] = []
    for number in order:
        if not free[number]:
            continue
        twin = _NAMESAKES.get(len(made))
        couple = naming.parents(luck) if twin is None else made[twin][0]
        places = list(_places(number, free, forms, luck, len(made) == _WITH_TWINS))
        children = tuple(
            Child(number, couple.child(luck, boy=luck.random() < _BOYS), born)
            for number, born in _births(places, forms, year, luck)
        )
        if twin is not None:
            alike = replace(children[0], name=made[twin][1].name)
            children = (alike, *children[1:])
        made.append((couple, children[0]))
        yield Family(children, tuple(_adults(couple, children, luck)))


def _places(
    number: int,
    free: dict[int, int],
    forms: Sequence[Outline],
    luck: Random,
    twins: bool,
) -> Iterator[int]:
    """The classes of a family's children; a class twice for twins."""
    free[number] -= 1
    yield number
    if (twins or luck.random() < _TWINS) and free[number]:
        free[number] -= 1
        yield number
        return
    grade = forms[number].grade
    for chance in (_SECOND_CHILD, _THIRD_CHILD):
        if luck.random() >= chance:
            return
        other = luck.choice(list(free))
        far = abs(forms[other].grade - grade)
        if not free[other] or not 0 < far <= _FARTHEST:
            return
        free[other] -= 1
        yield other


def _births(
    places: Sequence[int], forms: Sequence[Outline], year: int, luck: Random
) -> Iterator[tuple[int, date]]:
    """When the children were born: those of one grade on one day."""
    days: dict[int, date] = {}
    for number in places:
        grade = forms[number].grade
        if grade not in days:
            start = date(year - grade - 6, 1, 1)
            days[grade] = start + timedelta(days=luck.randrange(365))
        yield number, days[grade]


def _adults(
    couple: Parents, children: Sequence[Child], luck: Random
) -> Iterator[Adult]:
    eldest = min(child.born for child in children)
    roll = luck.random()
    if roll < _GRANDMOTHER:
        name = naming.grown(luck, man=False)
        yield Adult("guardian", name, _birthday(eldest, luck, 44, 58))
        return
    if not _GRANDMOTHER <= roll < _GRANDMOTHER + _FATHER_ALONE:
        yield Adult("mother", couple.mother, _birthday(eldest, luck, 20, 37))
    if roll < 1 - _MOTHER_ALONE:
        yield Adult("father", couple.father, _birthday(eldest, luck, 22, 42))


def _birthday(child: date, luck: Random, youngest: int, oldest: int) -> date:
    year = child.year - luck.randint(youngest, oldest)
    return date(year, luck.randint(1, 12), luck.randint(1, 28))
