"""What marks a student gets: invented, the same at every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from school.demo import chance
from school.demo.invented import Work

# How often an ordinary lesson ends with a mark; where a class is small one is asked
# more often, and a mark for drawing or for gymnastics is rarer than for algebra.
_ASKED = 0.2
_ASKED_IN_SMALL_CLASS = 0.3
_SHOWN_MORE = 1.3
_SMALL_CLASS = 12
_RARELY = {
    "Изобразительное искусство": 0.6,
    "Музыка": 0.5,
    "Труд (технология)": 0.5,
    "Физическая культура": 0.4,
}
_WROTE = 0.94
_PRAISE = ("Активная работа у доски", "Верно решена задача повышенной сложности")


@dataclass(frozen=True, slots=True)
class Given:
    """One mark. ``kind`` is empty when it is for the lesson's own kind of work."""

    slot: int
    value: int
    kind: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The lesson at which marks are given. Keys, not ids: ids differ between runs."""

    group: int
    day: date
    number: int
    subject: str
    class_size: int
    work: Work | None


def given(student: int, asked: Asked, *, shown: bool) -> Iterator[Given]:
    """The marks of a student (by key) at a lesson; ``shown`` ones are asked oftener
    and are a little better than the rest."""
    luck = chance.luck("mark", student, asked.group, asked.day, asked.number)
    level = chance.luck("level", student).gauss(4.4 if shown else 4.05, 0.5)
    level = min(4.9, max(2.9, level))
    if asked.work is not None:
        if luck.random() < _WROTE:
            yield Given(1, _value(luck, level))
            if asked.work.twice:
                yield Given(2, _value(luck, level))
    elif luck.random() < _often(asked) * (_SHOWN_MORE if shown else 1):
        yield _ordinary(luck, level)


def _often(asked: Asked) -> float:
    small = asked.class_size < _SMALL_CLASS
    often = _ASKED_IN_SMALL_CLASS if small else _ASKED
    return often * _RARELY.get(asked.subject, 1)


def _ordinary(luck: Random, level: float) -> Given:
    value = _value(luck, level)
    kind = luck.choice(("Ответ на уроке", "Работа на уроке", "Домашнее задание"))
    if value == 2:
        return Given(1, value, "Домашнее задание", "Задание не выполнено")
    if value == 5 and kind == "Работа на уроке" and luck.random() < 0.3:
        return Given(1, value, kind, luck.choice(_PRAISE))
    return Given(1, value, kind)


def _value(luck: Random, level: float) -> int:
    return min(5, max(2, round(luck.gauss(level, 0.75))))
