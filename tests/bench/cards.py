"""`python -m tests.bench.cards [CARDS]`: cards of a school, beside bare typst.

A press of an administrator goes through the whole product in this process, over a
database that really commits; then a fresh process lets typst compile the very same
data, of which only the compiling counts. CPU of the product, its press and PostgreSQL
together. Writes `var/bench/cards.json`; ends with 1 when it is over twice as much.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from tests.attacking import ground
from tests.bench import figures, meter
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
CARDS = 1_000
ROUNDS = 3
_GOAL = 2.0
_CLASS = 25
_BARE = """
import pathlib, sys, time, typst
told, card = sys.stdin.buffer.read().decode(), pathlib.Path(sys.argv[1])
began = time.process_time()
typst.compile(
    card,
    root=card.parent,
    ignore_system_fonts=True,
    sys_inputs={"told": told},
    pdf_tags=False,
)
print(time.process_time() - began)
"""


def main(cards: int = CARDS) -> int:
    """Measure in turns, tell, and judge."""
    ours: list[float] = []
    database: list[float] = []
    bare: list[float] = []
    with ground.migrated():
        logging.disable()
        head, told = _school(cards)
        for _ in range(ROUNDS):
            spent, asked = _printed(head)
            ours.append(spent + asked)
            database.append(asked)
            bare.append(_compiled(told[-1]))
    return _judge(cards, ours, database, bare)


def _school(cards: int) -> tuple[Any, list[str]]:
    """The administrator of a school of so many children, and what its press is told."""
    from datetime import date

    from school.academics.models import Enrolment, SchoolClass
    from school.academics.years import year_of
    from school.access import throttling
    from school.access.tests.rows import SEPTEMBER
    from school.lib import clock
    from school.logins import typesetting
    from school.people.models import Card
    from school.regions.models import Region
    from school.registry.tests.conftest import _office

    throttling.RULES = ()
    region = Region.objects.create(slug="m", name="Область", policy_line="meshchora")
    office = _office("Муниципальное общеобразовательное учреждение «Школа»", region)
    with office.behind():
        of: dict[str, Any] = {"school_id": office.school}
        year = year_of(clock.today(region.zone()))
        classes = SchoolClass.objects.bulk_create(
            SchoolClass(year=year, grade=1 + at % 7, letter=f"{at}", **of)
            for at in range(-(-cards // _CLASS))
        )
        children = Card.objects.bulk_create(
            Card(
                kind=Card.Kind.STUDENT,
                last_name=f"Преображенский {at}",
                first_name="Александр",
                patronymic="Владимирович",
                birth_date=date(2015, 3, 2),
                **of,
            )
            for at in range(cards - 1)
        )
        Enrolment.objects.bulk_create(
            Enrolment(
                student=child,
                school_class=classes[at // _CLASS],
                since_date=SEPTEMBER,
                **of,
            )
            for at, child in enumerate(children)
        )
    told: list[str] = []
    tell = typesetting.told

    def keep(sheets: typesetting.Sheets) -> dict[str, Any]:
        data = tell(sheets)
        told.append(json.dumps(data, ensure_ascii=False))
        return data

    typesetting.told = keep
    head = office.head()
    head.defaults["SERVER_NAME"] = "127.0.0.1"
    return head, told


def _printed(head: Any) -> tuple[float, float]:
    """CPU seconds of one press: the product with its press, and PostgreSQL."""
    from django.db import connection

    head.get("/cards/")  # the connection stands
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    before = os.times()
    with meter.spending(backend) as asked:
        answer = head.post("/cards/print/", {"who": "all", "class": "school"})
    after = os.times()
    if answer.status_code != 200 or not answer.content.startswith(b"%PDF"):
        raise SystemExit(f"Ответ {answer.status_code}: мерить нечего.")
    return sum(after[:4]) - sum(before[:4]), asked.seconds[0]


def _compiled(told: str) -> float:
    card = ROOT / "school/logins/card.typ"
    done = subprocess.run(
        [sys.executable, "-I", "-c", _BARE, str(card)],
        input=told.encode(),
        capture_output=True,
        check=True,
    )
    return float(done.stdout)


def _judge(
    cards: int, ours: list[float], database: list[float], bare: list[float]
) -> int:
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    found = [
        Figure(
            f"{cards} registration cards, CPU ÷ bare typst",
            median(ours) * 1000,
            "ms",
            median(bare) * 1000,
            ratio,
            _GOAL,
        ),
        Figure("of it PostgreSQL's", median(database) * 1000, "ms"),
    ]
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/cards.json"
    figures.write(found, file)
    print(f"{figures.table(found)}\nТо же для программ: {file}")  # noqa: T201 - a program
    return 1 if ratio > _GOAL else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
