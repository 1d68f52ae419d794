"""What marks a student gets: invented, the same at every run."""

from bisect import bisect
from functools import cache
from random import Random
from statistics import NormalDist
from typing import NamedTuple

from school.demo import chance
from school.demo.syllabus import Work

# How often an ordinary lesson ends with a mark; where a class is small one is asked
# more often, and a mark for drawing or for gymnastics is rarer than for algebra.
_ASKED = 0.21
_ASKED_IN_SMALL_CLASS = 0.3
_SHOWN_MORE = 1.3
_SMALL_CLASS = 12
_RARELY = {
    "Изобразительное искусство": 0.6,
    "Музыка": 0.5,
    "Труд (технология)": 0.5,
    "Физическая культура": 0.4,
}
# By how much marks are better or worse than a student's own level.
_EASIER = {
    "Изобразительное искусство": 0.45,
    "Музыка": 0.5,
    "Труд (технология)": 0.4,
    "Физическая культура": 0.5,
    "Основы безопасности и защиты Родины": 0.3,
    "Окружающий мир": 0.15,
    "Алгебра": -0.15,
    "Геометрия": -0.2,
    "Физика": -0.15,
    "Химия": -0.15,
    "Русский язык": -0.1,
}
_WROTE = 0.94
_SPREAD = 0.75
# Of works that a class writes these are owed: of all cells about one in sixty. Most are
# paid in a week or two, some never.
_OWES = 0.035
_SHOWN_OWES = 0.35
_PAID_AFTER = (7, 7, 7, 14, 14, 14, 14, 14, 14, 0)
_PAID_WITH = (3, 3, 3, 4, 4, 4, 5)
_PRAISE = ("Активная работа у доски", "Верно решена задача повышенной сложности")


class Given(NamedTuple):
    """One mark, or a debt, whose value is None. ``kind`` is empty when it is for the
    lesson's own kind of work."""

    slot: int
    value: int | None
    kind: str = ""
    comment: str = ""


class Paid(NamedTuple):
    """After how many days a debt is paid, and with what mark."""

    days: int
    value: int


class Asked(NamedTuple):
    """The lesson at which marks are given. ``easier`` is by :func:`easier`."""

    often: float
    easier: float
    work: Work | None


def asked(subject: str, grade: int, class_size: int, work: Work | None) -> Asked:
    """What a lesson of a subject in a grade asks of a class of that size."""
    often = _ASKED_IN_SMALL_CLASS if class_size < _SMALL_CLASS else _ASKED
    return Asked(often * _RARELY.get(subject, 1), _easier(subject, grade), work)


def level_of(student: int, *, shown: bool) -> float:
    """A student's (by key) own level; ``shown`` ones are a little better."""
    level = chance.luck("level", student).gauss(4.4 if shown else 4.05, 0.5)
    return min(4.9, max(2.9, level))


def is_asked(luck: Random, asked: Asked, *, shown: bool) -> bool:
    """Whether a student who is there gets a mark; ``shown`` ones are asked oftener."""
    if asked.work is not None:
        return luck.random() < _WROTE
    return luck.random() < asked.often * (_SHOWN_MORE if shown else 1)


def given(luck: Random, level: float, asked: Asked, *, shown: bool) -> list[Given]:
    """The marks of a student who was asked; work that a whole class writes may be owed,
    oftener by ``shown`` ones."""
    level += asked.easier
    if asked.work is None:
        return [_ordinary(luck, level)]
    if luck.random() < (_SHOWN_OWES if shown else _OWES):
        return [Given(1, None)]
    slots = (1, 2) if asked.work.twice else (1,)
    return [Given(slot, _value(luck, level)) for slot in slots]


def paid(mark: int) -> Paid | None:
    """How a debt (by its mark's key) ends; None for one that nobody ever pays."""
    luck = chance.luck_of(mark)
    days = luck.choice(_PAID_AFTER)
    return Paid(days, luck.choice(_PAID_WITH)) if days else None


def _easier(subject: str, grade: int) -> float:
    """Young ones are praised more; the hardest years are the seventh to the ninth."""
    by_grade = 0.25 if grade <= 4 else -0.1 if 7 <= grade <= 9 else 0
    return _EASIER.get(subject, 0) + by_grade


def _ordinary(luck: Random, level: float) -> Given:
    value = _value(luck, level)
    kind = luck.choice(("Ответ на уроке", "Работа на уроке", "Домашнее задание"))
    if value == 2:
        return Given(1, value, "Домашнее задание", "Задание не выполнено")
    if value == 5 and kind == "Работа на уроке" and luck.random() < 0.3:
        return Given(1, value, kind, luck.choice(_PRAISE))
    return Given(1, value, kind)


def _value(luck: Random, level: float) -> int:
    """A mark from 2 to 5 about a level."""
    return 2 + bisect(_bounds(round(level, 1)), luck.random())


@cache
def _bounds(level: float) -> tuple[float, ...]:
    """How probable it is to get no more than 2, 3, 4."""
    spread = NormalDist(level, _SPREAD)
    return tuple(spread.cdf(value + 0.5) for value in (2, 3, 4))
