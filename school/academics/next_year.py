"""Next year's classes out of this year's: a pure rule, no database.

Whoever is in a class goes on to the next grade and keeps the letter; the ninth and the
eleventh leave (273-ФЗ, art. 66: basic and secondary general education end there). By
name: who repeats the year, and who of the ninth stays for the tenth. A class opens in
the new year because somebody comes into it, or because it is asked for (first classes);
an empty class is not carried on. A class teacher goes on with the class, except from
the fourth to the fifth and from the ninth to the tenth.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

FIRST_GRADE, BASIC, LAST_GRADE = 1, 9, 11
_CHANGES_TEACHER = {4, BASIC}
_WRITTEN = re.compile(
    r"\s*([0-9]{1,2})\s*[«\"]?\s*([^\W_0-9][^«»\"]{0,9})?\s*[»\"]?\s*"
)


class ClassName(NamedTuple):
    """A class by its name: grade and letter, which may be empty."""

    grade: int
    letter: str

    def __str__(self) -> str:
        return f"{self.grade}«{self.letter}»" if self.letter else str(self.grade)


class Why(StrEnum):
    """Why a student comes into a class of the new year."""

    NEXT = "next"
    REPEATS = "repeats"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Learner:
    """A student on the last day of the year; ``place`` is his enrolment's id.

    ``until`` is the end of the place if somebody has said one; ``then`` the class of
    the new year in which he has a place already.
    """

    key: str
    student: int
    place: int
    now: ClassName
    until: date | None = None
    then: ClassName | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the school says of the new year; students by key, classes by name.

    ``repeat``: the same grade once more; ``stay``: from the ninth to the tenth. Their
    values are letters, None for the student's own. ``opened``: classes to be opened
    though nobody comes into them yet.
    """

    repeat: Mapping[str, str | None] = field(default_factory=dict)
    stay: Mapping[str, str | None] = field(default_factory=dict)
    opened: frozenset[ClassName] = frozenset()


@dataclass(frozen=True, slots=True)
class Year:
    """The year as it is: who is where, who leads which class, what is there already.

    ``since`` is the first day of the new year; ``there`` and ``led`` are classes of the
    new year that exist, and those that have a class teacher.
    """

    since: date
    classes: frozenset[ClassName]
    learners: tuple[Learner, ...]
    teachers: Mapping[ClassName, int] = field(default_factory=dict)
    there: frozenset[ClassName] = frozenset()
    led: frozenset[ClassName] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One student's way into a class of the new year."""

    learner: Learner
    to: ClassName
    why: Why


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything that would happen: classes made, steps, leavers, class teachers.

    ``settled`` have their next place already, or a last day that somebody said;
    ``empty`` are classes of this year with nobody in them.
    """

    made: tuple[ClassName, ...]
    steps: tuple[Step, ...]
    leavers: tuple[Learner, ...]
    leads: tuple[tuple[int, ClassName], ...]
    settled: tuple[Learner, ...]
    empty: tuple[ClassName, ...]

    @property
    def changes(self) -> bool:
        """Whether anything would happen at all."""
        return bool(self.made or self.steps or self.leavers or self.leads)

    def coming(self) -> dict[ClassName, int]:
        """How many come into each class."""
        return dict(Counter(step.to for step in self.steps))


@dataclass(frozen=True, slots=True)
class Unclear:
    """The year cannot be turned like this; each sentence says one thing to mend."""

    sentences: tuple[str, ...]


def read_class(text: str) -> ClassName | None:
    """The class that somebody wrote: «1А», «10 ФМ», «5«Б»», «7»; None for no class."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not FIRST_GRADE <= int(found[1]) <= LAST_GRADE:
        return None
    return ClassName(int(found[1]), (found[2] or "").strip())


def turn(year: Year, wishes: Wishes) -> Turn | Unclear:
    """Say everything that would happen when the year turns, or what is unclear."""
    ways = [(one, *_way(one, wishes)) for one in year.learners]
    steps = tuple(
        Step(one, to, why)
        for one, to, why in ways
        if to is not None and not _is_settled(one, to, year)
    )
    opens = {to for _, to, why in ways if to and why is not Why.REPEATS}
    opens |= wishes.opened
    wrong = [
        *_wrong_wishes(year, wishes),
        *_nowhere(ways, opens | year.there),
        *_elsewhere(ways, year, wishes),
    ]
    if wrong:
        return Unclear(tuple(wrong))
    coming = {step.to for step in steps} | wishes.opened
    return Turn(
        made=tuple(sorted(coming - year.there)),
        steps=steps,
        leavers=tuple(one for one, to, _ in ways if to is None and one.until is None),
        leads=tuple(_leads(year, steps)),
        settled=tuple(one for one, to, _ in ways if _is_settled(one, to, year)),
        empty=tuple(sorted(year.classes - {one.now for one in year.learners})),
    )


def _way(learner: Learner, wishes: Wishes) -> tuple[ClassName | None, Why]:
    """Where the student goes, None: he leaves."""
    grade, letter = learner.now
    if learner.key in wishes.repeat:
        return ClassName(grade, _letter(wishes.repeat, learner)), Why.REPEATS
    if grade == BASIC and learner.key in wishes.stay:
        return ClassName(grade + 1, _letter(wishes.stay, learner)), Why.STAYS
    if grade == BASIC or grade >= LAST_GRADE:
        return None, Why.NEXT
    return ClassName(grade + 1, letter), Why.NEXT


def _letter(wish: Mapping[str, str | None], learner: Learner) -> str:
    said = wish[learner.key]
    return learner.now.letter if said is None else said


def _is_settled(learner: Learner, to: ClassName | None, year: Year) -> bool:
    """Whether somebody has said already when his place ends."""
    return learner.until is not None and (to is None or learner.until <= year.since)


def _wrong_wishes(year: Year, wishes: Wishes) -> Iterable[str]:
    known = {one.key: one.now for one in year.learners}
    for key in sorted(wishes.repeat.keys() | wishes.stay.keys()):
        if key not in known:
            yield f"Ученика {key} в классах этого года нет."
        elif key in wishes.repeat and key in wishes.stay:
            yield f"Ученик {key} назван дважды: и на второй год, и в 10-й класс."
        elif key in wishes.stay and known[key].grade != BASIC:
            yield f"Ученик {key} — в классе {known[key]}: в 10-й остаются из 9-го."


Ways = list[tuple[Learner, ClassName | None, Why]]


def _nowhere(ways: Ways, classes: set[ClassName] | frozenset[ClassName]) -> list[str]:
    return [
        f"Ученику {one.key} негде остаться: класса {to} в новом году не будет."
        " Назовите другую литеру или откройте этот класс."
        for one, to, why in ways
        if why is Why.REPEATS and to not in classes
    ]


def _elsewhere(ways: Ways, year: Year, wishes: Wishes) -> list[str]:
    named = wishes.repeat.keys() | wishes.stay.keys()
    return [
        f"Ученик {one.key} уже {f'в классе {one.then}' if one.then else 'выбывает'}"
        " в новом году: переведите его отдельно."
        for one, to, _ in ways
        if one.key in named and _is_settled(one, to, year) and one.then != to
    ]


def _leads(year: Year, steps: Iterable[Step]) -> Iterable[tuple[int, ClassName]]:
    """Class teachers who go on with their classes."""
    on = {step.learner.now: step.to for step in steps if step.why is Why.NEXT}
    for now, to in sorted(on.items()):
        teacher = year.teachers.get(now)
        if teacher and to not in year.led and now.grade not in _CHANGES_TEACHER:
            yield teacher, to
