"""What is asked for in a region: pages that were looked at, marks that were put."""

from dataclasses import dataclass
from functools import partial

import httpx

from tests.bench import marks, people
from tests.bench.asking import asked
from tests.bench.region.homes import NOW
from tests.bench.rounds import Subject
from tests.bench.stage import Product


@dataclass(frozen=True)
class Region:
    """A region that stands, and its subjects by their names."""

    students: int
    subjects: dict[str, Subject]


def region(students: int, product: Product) -> Region:
    """Sign a mother and a teacher in; everything they ask for, ready to be measured."""
    mother, week = people.come_in(product, "natalia")
    teacher, _ = people.come_in(product, "teacher")
    cells = marks.cells(product, NOW[:10])
    journal = f"{product.school.url}/journal/"
    lesson = f"{journal}lessons/{cells[0].lesson}/"

    def page(who: people.Person, address: str, status: int = 200) -> Subject:
        ask = partial(asked, who.browser, address, status=status)
        return _subject(product, ask, 60)

    def put(number: int, times: int) -> Subject:
        return _subject(product, partial(marks.put, teacher, cells[:number]), times)

    return Region(
        students,
        {
            "diary, a week": page(mother, str(week.url)),
            "home": page(mother, f"{product.school.url}/", 302),
            "journal, a day": page(teacher, journal),
            "lesson page": page(teacher, lesson),
            "one mark": put(1, 30),
            f"{marks.BATCH} marks in a batch": put(marks.BATCH, 8),
        },
    )


def _subject(product: Product, ask: partial[httpx.Response], times: int) -> Subject:
    return Subject(ask, product.school.pid, product.database, times)
