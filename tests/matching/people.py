"""Invented humans as Госуслуги know them: families that are hard to tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from school.access.facts import Identity
from school.people import snils

# On this day everybody comes; the ages below are reckoned from it.
ON = date(2026, 11, 22)
_SURNAMES = (
    ("Смирнов", "Смирнова"),
    ("Ёлкин", "Ёлкина"),
    ("Королёв", "Королёва"),
    ("Петров-Водкин", "Петрова-Водкина"),
    ("Римский-Корсаков", "Римская-Корсакова"),
    ("Соколов", "Соколова"),
    ("Чертков", "Черткова"),
    ("Чернов", "Чернова"),
    ("Мамедов", "Мамедова"),
    ("Шевченко", "Шевченко"),
    ("Ли", "Ли"),
)
_MEN = (
    "Алексей",
    "Андрей",
    "Пётр",
    "Семён",
    "Артём",
    "Али",
    "Фёдор",
    "Марк",
    "Павел",
    "Роман",
    "Ян",
)
_WOMEN = (
    "Наталия",
    "Алёна",
    "Анна-Мария",
    "Софья",
    "Юлия",
    "Ирина",
    "Арина",
    "Алина",
    "Дарья",
    "Марья",
    "Ия",
)
SHAPES = (
    "plain",
    "twins",
    "three children",
    "father and son of one name",
    "mother and daughter of one name",
    "no patronymics",
    "her own surname",
    "a grown pupil",
)


@dataclass(frozen=True)
class Family:
    """Who belongs together: parents first."""

    parents: tuple[Identity, ...]
    children: tuple[Identity, ...]

    @property
    def people(self) -> tuple[Identity, ...]:
        """Everybody of the family."""
        return self.parents + self.children


class Registry:
    """Gives every human an oid and documents that nobody else has."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._numbers: Iterator[int] = count(1)

    def human(
        self, name: tuple[str, str, str], born: date, *, with_snils: bool = True
    ) -> Identity:
        """Somebody new: a child's certificate, and the account of his age."""
        number = next(self._numbers)
        child = born > date(ON.year - 20, 1, 1)
        return Identity(
            number,
            *name,
            born,
            snils.complete(900_000_000 + number) if with_snils else None,
            f"II-ИК {number:06}" if child else None,
            "child" if born > date(ON.year - 14, ON.month, ON.day) else "confirmed",
        )

    def namesake(self, of: Identity, *, same_day: bool) -> Identity:
        """Somebody else of the same name, born on the same day or some days later."""
        away = timedelta(days=0 if same_day else self._chance.randint(1, 300))
        name = (of.last_name, of.first_name, of.patronymic)
        return self.human(name, of.birth_date + away)


def family(chance: Random, registry: Registry, shape: str) -> Family:
    """A mother, a father and their children."""
    his, hers = chance.choice(_SURNAMES)
    father, mother = chance.choice(_MEN), chance.choice(_WOMEN)
    names = chance.sample(_MEN + _WOMEN, 3 if shape == "three children" else 2)
    of_father, of_mother = "Сергеевич", "Павловна"
    sons, daughters = f"{father}евич", f"{father}евна"
    if shape == "no patronymics":
        of_father = of_mother = sons = daughters = ""
    if shape == "father and son of one name":
        names, of_father = [father, *_without(father, names)], sons
    if shape == "mother and daughter of one name":
        names, of_mother = [mother, *_without(mother, names)], daughters
    mothers = chance.choice(_SURNAMES)[1] if shape == "her own surname" else hers
    children = [
        registry.human(
            (his, name, sons) if name in _MEN else (hers, name, daughters),
            born,
            with_snils=chance.random() < 0.85,
        )
        for name, born in zip(names, _birthdays(chance, shape, len(names)), strict=True)
    ]
    return Family(
        (
            registry.human((mothers, mother, of_mother), _day(chance, 1970, 1992)),
            registry.human((his, father, of_father), _day(chance, 1965, 1990)),
        ),
        tuple(children),
    )


def _without(name: str, names: list[str]) -> list[str]:
    """One name less, and never this one: a family has no two children of one name."""
    return [each for each in names if each != name][: len(names) - 1]


def _birthdays(chance: Random, shape: str, children: int) -> list[date]:
    if shape == "twins":
        return [_day(chance, 2009, 2019)] * children
    if shape == "a grown pupil":
        return [_day(chance, 2007, 2007), _day(chance, 2013, 2019)]
    return [_day(chance, 2009, 2019) for _ in range(children)]


def _day(chance: Random, since: int, until: int) -> date:
    first = date(since, 1, 1)
    return first + timedelta(days=chance.randrange((date(until, 12, 31) - first).days))
