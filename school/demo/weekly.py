"""The weekly timetable of a school, put together by chance and mended by exchange.

Each class has as many places in its week as lessons, so every arrangement of its
lessons is a full week without holes. They are dealt out at first so that a subject
comes on different days; then, while some teacher stands on two lessons at once, one of
the two changes places with another lesson of its class, the one that hurts least.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from school.demo.draft import Slot

_ROUNDS = 400
_ATTEMPTS = 8
_CLASH = 12
_SAME_DAY = 3
_FORBIDDEN_FOR = 7
_BOLDNESS = 0.25


class NoTimetableError(Exception):
    """The loads do not fit into the week: a bug of the data."""


@dataclass(frozen=True, slots=True)
class Course:
    """Weekly hours of a subject in a class; its teachers are needed all at once."""

    subject: str
    teachers: tuple[int, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class Week:
    """A class's open places, as many as its courses have hours."""

    slots: tuple[Slot, ...]
    courses: tuple[Course, ...]


Clashes = Mapping[Slot, tuple[Slot, ...]]
Placed = list[dict[Slot, Course]]


def compose(
    weeks: Sequence[Week],
    *,
    busy: set[tuple[int, Slot]],
    clashes: Clashes,
    luck: Random,
) -> Placed:
    """Which course each class has in each place of its week.

    ``busy`` are teachers and places taken beforehand; ``clashes`` tells with which
    places (itself among them) a place shares time. Raises NoTimetableError.
    """
    for _ in range(_ATTEMPTS):
        board = _Board(weeks, busy, clashes, luck)
        if board.mend():
            return board.placed()
    raise NoTimetableError("Расписание не складывается: учителя перегружены.")


@dataclass(slots=True)
class _Board:
    """The arrangement so far: for each class, a course for each of its places."""

    weeks: Sequence[Week]
    busy: set[tuple[int, Slot]]
    clashes: Clashes
    luck: Random
    rows: list[list[Course]] = field(init=False)
    taught: Counter[tuple[int, Slot]] = field(init=False)
    frozen: dict[tuple[int, int, int], int] = field(init=False)

    def __post_init__(self) -> None:
        self.frozen = {}
        self.taught = Counter(self.busy)
        self.rows = []
        for week in self.weeks:
            row = _dealt(week, self.luck)
            self.rows.append(row)
            for slot, course in zip(week.slots, row, strict=True):
                self._count(course, slot, 1)

    def mend(self) -> bool:
        """Exchange until no teacher is in two places at once; whether that worked."""
        for moment in range(_ROUNDS):
            wrong = list(self._wrong())
            if not wrong:
                return True
            self.luck.shuffle(wrong)
            for number, place in wrong:
                if self._pain(number, place, self.rows[number][place]):
                    self._exchange(number, place, moment)
        return False

    def placed(self) -> Placed:
        """The arrangement by places."""
        return [
            dict(zip(week.slots, row, strict=True))
            for week, row in zip(self.weeks, self.rows, strict=True)
        ]

    def _wrong(self) -> Iterator[tuple[int, int]]:
        for number, week in enumerate(self.weeks):
            row = self.rows[number]
            for place, slot in enumerate(week.slots):
                if self._clash(row[place], slot, own=1):
                    yield number, place

    def _exchange(self, number: int, place: int, moment: int) -> None:
        row = self.rows[number]
        mine = row[place]
        best: int | None = None
        least = 0.0
        before = self._pain(number, place, mine)
        for other, yours in enumerate(row):
            if yours is mine or self.frozen.get((number, place, other), -1) >= moment:
                continue
            cost = self._swap_cost(number, place, other) + self.luck.random() / 2
            if best is None or cost < least:
                best, least = other, cost
        if best is not None and (least <= before or self.luck.random() < _BOLDNESS):
            self._swap(number, place, best)
            until = moment + self.luck.randrange(_FORBIDDEN_FOR)
            self.frozen[number, place, best] = self.frozen[number, best, place] = until

    def _swap_cost(self, number: int, place: int, other: int) -> int:
        """What both would cost in each other's place, less what the other costs now."""
        row = self.rows[number]
        now = self._pain(number, other, row[other])
        self._swap(number, place, other)
        cost = self._pain(number, other, row[other])
        cost += self._pain(number, place, row[place])
        self._swap(number, place, other)
        return cost - now

    def _swap(self, number: int, one: int, other: int) -> None:
        row, slots = self.rows[number], self.weeks[number].slots
        for place in (one, other):
            self._count(row[place], slots[place], -1)
        row[one], row[other] = row[other], row[one]
        for place in (one, other):
            self._count(row[place], slots[place], 1)

    def _count(self, course: Course, slot: Slot, by: int) -> None:
        for teacher in course.teachers:
            self.taught[teacher, slot] += by

    def _clash(self, course: Course, slot: Slot, *, own: int) -> int:
        """How many other lessons its teachers have at that time."""
        taught, found = self.taught, -own * len(course.teachers)
        for teacher in course.teachers:
            for same in self.clashes[slot]:
                found += taught[teacher, same]
        return found

    def _pain(self, number: int, place: int, course: Course) -> int:
        slots, row = self.weeks[number].slots, self.rows[number]
        slot = slots[place]
        same_day = sum(
            1
            for other, there in enumerate(slots)
            if there.weekday == slot.weekday
            and row[other].subject == course.subject
            and other != place
        )
        allowed = 0 if course.hours <= 5 else 1
        return _CLASH * self._clash(course, slot, own=1) + _SAME_DAY * max(
            0, same_day - allowed
        )


def _dealt(week: Week, luck: Random) -> list[Course]:
    """A first arrangement: the courses with most hours first, over all days in turn."""
    days: dict[int, list[int]] = {}
    for place, slot in enumerate(week.slots):
        days.setdefault(slot.weekday, []).append(place)
    for places in days.values():
        luck.shuffle(places)
    found: dict[int, Course] = {}
    courses = sorted(week.courses, key=lambda each: (-each.hours, luck.random()))
    for course in courses:
        had: Counter[int] = Counter()
        for _ in range(course.hours):
            day = min(
                (day for day in days if days[day]),
                key=lambda day: (had[day], -len(days[day]), luck.random()),
            )
            had[day] += 1
            found[days[day].pop()] = course
    return [found[place] for place in range(len(week.slots))]


def slots_of(
    hours: int, *, shift: int, first_on_monday: int, longest: int, last_bell: int
) -> tuple[Slot, ...]:
    """A class's week of so many lessons: days as even as they can be, the middle of the
    week first to be longer. ``first_on_monday`` is the number of Monday's first one."""
    room = {day: min(longest, last_bell) for day in range(1, 6)}
    room[1] = min(longest, last_bell - first_on_monday + 1)
    length = dict.fromkeys(room, 0)
    for _ in range(hours):
        open_days = [day for day in (2, 3, 4, 5, 1) if length[day] < room[day]]
        if not open_days:
            raise NoTimetableError(f"{hours} уроков не помещаются в неделю.")
        length[min(open_days, key=lambda day: length[day])] += 1
    return tuple(
        Slot(day, shift, number)
        for day in range(1, 6)
        for number in _numbers(first_on_monday if day == 1 else 1, length[day])
    )


def _numbers(first: int, length: int) -> range:
    return range(first, first + length)
