"""Lists of invented families, as a school or a whole region would send them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random

from school.demo.naming import Parents, parents
from school.importing.tests.books import Row, xlsx
from school.people import snils
from school.people.names import FullName

HEAD: Row = (
    *("Класс", "ФИО ученика", "Дата рождения", "СНИЛС"),
    *("ФИО матери", "Дата рождения матери", "СНИЛС матери", "Телефон матери"),
    *("ФИО отца", "Дата рождения отца", "СНИЛС отца", "Телефон отца"),
)
# Most children live with both; a third of the families has more than one at school.
_TWO_PARENTS = 0.85
_SIBLINGS = (1, 1, 2)
_YEAR_OF_FIRST_GRADE = 2019
# Numbers that no generated region gives.
_FIRST_NUMBER = 500_000_000


def book(students: int, classes: Sequence[str], *, seed: int) -> bytes:
    """An .xlsx of so many students of these classes («5А»)."""
    return xlsx(HEAD, *rows(students, classes, seed=seed))


def rows(students: int, classes: Sequence[str], *, seed: int) -> list[Row]:
    """Families of this seed; no other seed under a thousand has their numbers."""
    luck = Random(seed)  # noqa: S311 - the same families again
    numbers = iter(range(_FIRST_NUMBER + seed * 10_000, 900_000_000))
    found: list[Row] = []
    places = cycle(classes)
    while len(found) < students:
        family = parents(luck)
        both = _guardian(luck, family.mother, numbers)
        both += (
            _guardian(luck, family.father, numbers)
            if luck.random() < _TWO_PARENTS
            else (None,) * 4
        )
        for _ in range(luck.choice(_SIBLINGS)):
            found.append((*_child(luck, family, next(places), numbers), *both))
    return found[:students]


def _child(luck: Random, family: Parents, label: str, numbers: Iterator[int]) -> Row:
    grade = int(label.rstrip("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"))
    first = date(_YEAR_OF_FIRST_GRADE - grade + 1, 9, 1)
    born = first + timedelta(days=luck.randrange(365))
    name = family.child(luck, boy=luck.random() < 0.5)
    return (label, name.full, born, _number(numbers))


def _guardian(luck: Random, name: FullName, numbers: Iterator[int]) -> Row:
    born = date(1975, 1, 1) + timedelta(days=luck.randrange(6000))
    phone = f"8900{luck.randrange(10_000_000):07}"
    return (name.full, born, _number(numbers), phone)


def _number(numbers: Iterator[int]) -> str:
    return snils.shown(snils.complete(next(numbers)))
