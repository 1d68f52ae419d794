"""Who teaches what in a school: as many teachers as the hours need, no more."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random

from school.demo import curriculum
from school.demo.curriculum import Specialty
from school.demo.spec import Outline
from school.demo.weekly import Course

# Weekly hours of a teacher: a rate is 18, and most teach a rate and a half and more.
FULL = 29


@dataclass(slots=True)
class Teacher:
    """A teacher; ``number`` is his own in the school, ``key`` as in the data files."""

    number: int
    specialty: Specialty
    room: str
    key: str = ""
    hours: int = 0
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A class, or classes that learn in one room; numbers are those of the outlines."""

    numbers: tuple[int, ...]
    grade: int
    size: int


@dataclass(slots=True)
class _Bundle:
    """What one teacher takes of a unit: all of a specialty, or its second groups."""

    unit: int
    specialty: Specialty
    hours: dict[str, int]
    second: bool = False


@dataclass(slots=True)
class Staff:
    """The teachers, and for each unit its courses; the first of two teachers has the
    first group."""

    teachers: list[Teacher]
    courses: list[tuple[Course, ...]] = field(default_factory=list)


def units_of(forms: Sequence[Outline], joined: Sequence[Sequence[int]]) -> list[Unit]:
    """The classes that are not told, joined ones together."""
    together: dict[object, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        if form.told is None:
            group = next((tuple(each) for each in joined if form.grade in each), None)
            together[group or number].append(number)
    return [
        Unit(
            tuple(numbers),
            forms[numbers[0]].grade,
            max(forms[number].size for number in numbers),
        )
        for numbers in together.values()
    ]


def employ(
    units: Sequence[Unit],
    *,
    kind: str,
    told: Sequence[Teacher],
    luck: Random,
    full: int = FULL,
) -> Staff:
    """Share the units' hours among the told teachers and as many new ones as needed,
    when each has about ``full`` of them."""
    bundles = [
        each
        for number, unit in enumerate(units)
        for each in _bundles(number, unit, kind)
    ]
    teachers = list(told)
    for specialty in curriculum.specialties(kind):
        wanted = [each for each in bundles if each.specialty is specialty]
        teachers += _hired(specialty, wanted, teachers, full, small=kind == "small")
    taken = _share(bundles, teachers, luck)
    return Staff(
        teachers,
        [tuple(_courses(number, unit, taken)) for number, unit in enumerate(units)],
    )


def _bundles(number: int, unit: Unit, kind: str) -> Iterator[_Bundle]:
    first: dict[str, _Bundle] = {}
    second: dict[str, _Bundle] = {}
    for subject, hours in curriculum.hours(unit.grade).items():
        specialty = curriculum.specialty_of(kind, unit.grade, subject)
        position = specialty.position
        bundle = first.setdefault(position, _Bundle(number, specialty, {}))
        bundle.hours[subject] = hours
        if curriculum.is_split(subject, unit.size):
            half = second.setdefault(position, _Bundle(number, specialty, {}, True))
            half.hours[subject] = hours
    yield from first.values()
    yield from second.values()


def _hired(
    specialty: Specialty,
    wanted: Sequence[_Bundle],
    teachers: Sequence[Teacher],
    full: int,
    *,
    small: bool,
) -> list[Teacher]:
    """New teachers of a specialty, beside those who are there already."""
    there = [each for each in teachers if each.specialty is specialty]
    need = sum(sum(each.hours.values()) for each in wanted)
    room = sum(max(0, full - each.hours) for each in there)
    number = ceil(max(0, need - room) / full)
    if specialty.primary:
        number = len(wanted)
    elif any(each.second for each in wanted):
        number = max(number, 2 - len(there))
    elif wanted and not there:
        number = max(number, 1)
    base = len(teachers)
    rooms = dict(enumerate(specialty.rooms))
    first = 8 if small else 101
    return [
        Teacher(base + n, specialty, rooms.get(n, f"каб. {first + base + n}"))
        for n in range(number)
    ]


def _share(
    bundles: Sequence[_Bundle], teachers: Sequence[Teacher], luck: Random
) -> dict[tuple[int, str, bool], int]:
    """By unit, subject and half, the number of the teacher; least loaded ones first."""
    taken: dict[tuple[int, str, bool], int] = {}
    order = sorted(bundles, key=lambda each: (-sum(each.hours.values()), luck.random()))
    for bundle in order:
        others = {
            taken.get((bundle.unit, name, not bundle.second)) for name in bundle.hours
        }
        fit = [
            each
            for each in teachers
            if each.specialty is bundle.specialty and each.number not in others
        ]
        chosen = min(fit, key=lambda each: (each.hours, each.number))
        chosen.hours += sum(bundle.hours.values())
        for subject in bundle.hours:
            taken[bundle.unit, subject, bundle.second] = chosen.number
    return taken


def _courses(
    number: int, unit: Unit, taken: dict[tuple[int, str, bool], int]
) -> Iterator[Course]:
    for subject, hours in curriculum.hours(unit.grade).items():
        both = (taken.get((number, subject, half)) for half in (False, True))
        teachers = tuple(each for each in both if each is not None)
        yield Course(subject, teachers, hours)


def leader_of(
    unit: Unit, courses: Sequence[Course], teachers: Sequence[Teacher]
) -> Teacher:
    """Whoever teaches the class most and leads no other; else anybody free."""
    known = {each.number: each for each in teachers}
    mine: dict[int, int] = defaultdict(int)
    for course in courses:
        mine[course.teachers[0]] += course.hours
    order = sorted(mine, key=lambda number: (-mine[number], number))
    free = [known[number] for number in order if not known[number].leads]
    free += [each for each in teachers if not each.leads]
    chosen = free[0] if free else known[order[0]]
    chosen.leads = True
    return chosen
