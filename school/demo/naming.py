"""Invented names: of children, of their parents, of those who teach them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from school.demo.invented import DATA
from school.people.names import FullName

_DOUBLE_SURNAME = 0.015
_NO_PATRONYMIC = 0.01
_OWN_SURNAME = 0.12

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Culture:
    """Names that go together. Whatever stands earlier in a list is met oftener."""

    name: str
    weight: int
    surnames: tuple[str, ...]
    boys: tuple[str, ...]
    girls: tuple[str, ...]
    mothers: tuple[str, ...]
    fathers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Parents:
    """A family's name: the surname in a man's form, and both parents' names."""

    culture: Culture
    surname: str
    father: FullName
    mother: FullName
    patronymics: tuple[str, str]

    def child(self, luck: Random, *, boy: bool) -> FullName:
        """A child of theirs."""
        names = self.culture.boys if boy else self.culture.girls
        surname = self.surname if boy else feminine(self.surname)
        patronymic = self.patronymics[0 if boy else 1]
        if luck.random() < _NO_PATRONYMIC:
            patronymic = ""
        return FullName(surname, _often_first(luck, names), patronymic)


@cache
def cultures() -> tuple[Culture, ...]:
    """The lists of the data file."""
    read = tomllib.loads((DATA / "names.toml").read_text("utf-8"))
    return tuple(
        Culture(
            name=row["name"],
            weight=row["weight"],
            fathers=tuple((one, two, three) for one, two, three in row["fathers"]),
            **{
                part: tuple(row[part])
                for part in ("surnames", "boys", "girls", "mothers")
            },
        )
        for row in read["culture"]
    )


def parents(luck: Random) -> Parents:
    """A couple, or what would be one."""
    culture = _culture(luck)
    surname = _often_first(luck, culture.surnames)
    if luck.random() < _DOUBLE_SURNAME:
        second = luck.choice(culture.surnames)
        surname = f"{surname}-{second}" if second != surname else surname
    name, his, hers = _often_first(luck, culture.fathers)
    grandfathers = (_elder(luck, culture), _elder(luck, culture))
    maiden = _often_first(luck, culture.surnames)
    kept = luck.random() < _OWN_SURNAME
    return Parents(
        culture,
        surname,
        father=FullName(surname, name, grandfathers[0][1]),
        mother=FullName(
            feminine(maiden if kept else surname),
            _often_first(luck, culture.mothers),
            grandfathers[1][2],
        ),
        patronymics=(his, hers),
    )


def grown(luck: Random, *, man: bool) -> FullName:
    """Somebody who works."""
    couple = parents(luck)
    return couple.father if man else couple.mother


def feminine(surname: str) -> str:
    """A woman's form: «Жидков» → «Жидкова», «Луговской» → «Луговская»."""
    return "-".join(_feminine(part) for part in surname.split("-"))


def _feminine(part: str) -> str:
    if part.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{part}а"
    return f"{part[:-2]}ая" if part.endswith(("ий", "ый", "ой")) else part


def _culture(luck: Random) -> Culture:
    known = cultures()
    return luck.choices(known, [each.weight for each in known])[0]


def _elder(luck: Random, culture: Culture) -> tuple[str, str, str]:
    """A grandfather's name: his generation's commonest are not the fathers'."""
    return luck.choice(culture.fathers)


def _often_first(luck: Random, names: Sequence[Name]) -> Name:
    return names[int(luck.random() ** 1.6 * len(names))]
