"""A list of a school as a secretary keeps it: right for her, and nowhere tidy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, cycle, pairwise
from random import Random

from school.demo.naming import parents
from school.importing.tests.books import Row, xlsx
from school.people import snils

LABELS = [f"{grade}{letter}" for grade in range(1, 12) for letter in "АБ"]
_TITLES: tuple[Row, ...] = (
    ("МБОУ «Полянская средняя школа»",),
    ("Список обучающихся", None, None, "по состоянию на 18.11.2026"),
    (),
    (),  # the upper heading is merged over this one
)
_GROUPS = (
    (3, 3, 8, "Обучающийся"),
    (3, 9, 12, "Мать"),
    (3, 13, 15, "Законный представитель"),
)
_HEAD: Row = (
    *("№ п/п", "Класс", "Литера", "Дата рожд.", "Страховой номер (СНИЛС)"),
    *("Фамилия", "Имя", "Отчество", "Эл. почта"),
    *("ФИО", "Дата рождения", "СНИЛС", "Моб. телефон"),
    *("Ф.И.О.", "Кем приходится", "Дата рождения"),
)
_PLACES = {
    "student.class": 1,
    "student.birth_date": 3,
    "student.snils": 4,
    "student.last_name": 5,
    "mother.birth_date": 10,
    "mother.phone": 12,
    "guardian.kinship": 14,
}
# Which cell, what is wrong in it, and what the office writes there on the page.
_FAULTS: tuple[tuple[str, object, str], ...] = (
    ("student.last_name", "Cинякин", "Синякин"),  # the first letter is Latin
    ("student.birth_date", "31.02.2015", "03.02.2015"),
    ("student.birth_date", None, "14.06.2014"),
    ("student.snils", "112-233-445", ""),
    ("student.snils", "112-233-445 96", "112-233-445 95"),
    ("student.class", 40, "4А"),
    ("mother.birth_date", "12.03.85", "12.03.1985"),
    ("mother.phone", "не берёт трубку", ""),
    ("guardian.kinship", "бабушка", "опекун"),
)
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Child:
    """One whom the journey follows."""

    name: tuple[str, str, str]
    born: date
    label: str
    email: str = ""


# She comes in by a card; the school has the other's card already, spelt otherwise.
VERA = Child(
    ("Родионова", "Вера", "Олеговна"), date(2012, 9, 5), "8А", "vera@example.test"
)
NATALIA = Child(("Соколова", "Наталия", "Игоревна"), date(2014, 5, 20), "6Б")


@dataclass
class Messy:
    """Rows under the heading; ``mends``: by the cell's name on the page, what the
    office writes into it."""

    rows: list[list[object]] = field(default_factory=list)
    mends: dict[str, str] = field(default_factory=dict)
    luck: Random = field(default_factory=lambda: Random(20261118))  # noqa: S311 - the same again
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def book(self) -> bytes:
        """As it lies on the secretary's desk."""
        return xlsx(*_TITLES, _HEAD, *self.rows, merged=_GROUPS)  # type: ignore[arg-type]

    def put(self, child: Child, mother: list[object]) -> None:
        """A child with a mother; every fifth has a grandmother on a row of her own,
        every seventh is written a second time for her."""
        number = len(self.rows)
        self.rows.append([*self._told(child, number), *mother, None, None, None])
        grandmother = ["Ильина Раиса Львовна", "опекун", self._day(number, 1958)]
        if number % 5 == 0:
            self.rows.append([None] * 13 + grandmother)
        elif number % 7 == 0:
            again = self.rows[-1][:4], self.rows[-1][5:8]
            self.rows.append([*again[0], None, *again[1], *[None] * 5, *grandmother])

    def mother(self, name: str) -> list[object]:
        """Her cells."""
        number = len(self.rows)
        return [name, self._day(number, 1985), self._snils(number), "8 900 000-00-00"]

    def spoil(self) -> None:
        """Nine faults, far from each other."""
        first = len(_TITLES) + 1
        with_mother = [bool(row[9]) for row in self.rows]
        alone = [at for at, pair in enumerate(pairwise(with_mother)) if all(pair)]
        for at, (cell, wrong, right) in zip(alone[9::20], _FAULTS, strict=False):
            row = self.rows[at]
            if cell == "guardian.kinship":
                row[13], row[15] = "Ильина Раиса Львовна", date(1958, 3, 3)
            row[_PLACES[cell]] = wrong
            self.mends[f"cell.{first + at}.{cell}"] = right

    def _told(self, child: Child, number: int) -> list[object]:
        grade, letter = int(child.label[:-1]), child.label[-1]
        born = (child.born, f"{child.born:%d.%m.%Y}", (child.born - _EPOCH).days)
        told = [number + 1, grade, f"«{letter}»", born[number % 3]]
        return [*told, self._snils(number), *child.name, child.email or None]

    def _snils(self, number: int) -> object:
        """As text, or as a number that has lost its zero."""
        written = snils.complete(31_000_000 + next(self.numbers))
        return int(written) if number % 2 else snils.shown(written)

    def _day(self, number: int, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.luck.randrange(365) + number % 3)


def messy(students: int) -> Messy:
    """So many students; siblings stand on rows with one mother."""
    made = Messy()
    for child in (VERA, NATALIA):
        made.put(child, made.mother(f"{child.name[0]} Ольга Петровна"))
    labels, known = cycle(LABELS), 2
    while known < students:
        family = parents(made.luck)
        mother = made.mother(family.mother.full)
        for _ in range(min(made.luck.choice((1, 1, 2)), students - known)):
            label, name = next(labels), family.child(made.luck, boy=True)
            first = date(2020 - int(label[:-1]), 9, 1)
            born = first + timedelta(days=made.luck.randrange(365))
            parts = (name.last, name.first, name.patronymic)
            made.put(Child(parts, born, label), mother)
            known += 1
    made.spoil()
    return made
