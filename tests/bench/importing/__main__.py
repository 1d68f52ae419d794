"""`python -m tests.bench.importing 1000 130000`: a school's list, as its office waits.

The first number is of the list's students, the second of the region around. Each round
sends a list of new families to a school of the region that has its own people already:
it is sent and looked at, then written and looked at again, then taken back.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

import httpx

from tests.bench import figures, meter, people
from tests.bench.figures import Figure
from tests.bench.importing import lists, stage
from tests.bench.importing.stage import say
from tests.bench.people import Person
from tests.bench.region import homes
from tests.bench.stage import Product
from tests.signing_in_smoke import Page

_ROUNDS = 3
_GOALS_S: dict[str, float | None] = {"preview": 3.0, "apply": 5.0, "undo": None}


def main(students: int = 1_000, region: int = 130_000) -> None:
    """Always ends well: a figure over its goal is said in the table, not by a code."""
    with stage.standing(region) as product:
        head, _ = people.come_in(product, "admin")
        labels, seed = stage.classes(product)["Школа № 12"], stage.fresh_seed(product)
        say(f"Список на {students} учеников в {len(labels)} классов. Измеряю…")
        books = [
            lists.book(students, labels, seed=seed + number)
            for number in range(_ROUNDS)
        ]
        began, waited = time.monotonic(), meter.pressure_s()
        rounds = [_round(product, head, book) for book in books]
        seconds = time.monotonic() - began
        busy = (meter.pressure_s() or 0) - (waited or 0)
    found = [one for name in _GOALS_S for one in _figures(students, name, rounds)]
    file = homes.folder() / "import.json"
    figures.write(found, file)
    say(f"\n{figures.table(found)}\n")
    say(f"Медиана из {_ROUNDS} раз.")
    say(f"Очередь к процессору: {100 * busy / seconds:.0f} % времени.")
    say(f"То же для программ: {file}")


# Seconds that passed, and of CPU of the product and of PostgreSQL.
Spent = tuple[float, float, float]


def _round(product: Product, head: Person, book: bytes) -> dict[str, Spent]:
    home = f"{product.school.url}/importing/"
    said: dict[str, httpx.Response] = {}

    def post(address: str, **sent: object) -> None:
        answer = head.browser.post(address, headers=head.headers(), **sent)  # type: ignore[arg-type]
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise SystemExit(f"Ответ {answer.status_code}: мерить нечего.")
        to = str(httpx.URL(address).join(answer.headers["Location"]))
        said["page"] = head.browser.get(to)

    preview = _spent(
        product, lambda: post(home, files={"table": ("Список.xlsx", book)})
    )
    address, fields = Page(said["page"]).form("/write/")
    apply = _spent(product, lambda: post(address, data=fields))
    if "Список загружен" not in said["page"].text:
        raise SystemExit("Список не записан: мерить нечего.")
    # The next round, and the next run, find the school as it was.
    asked = head.browser.get(f"{said['page'].url}back/")
    fields = next(sent for _, sent in Page(asked).forms if "seen" in sent)
    back = _spent(product, lambda: post(str(asked.url), data=fields))
    return {"preview": preview, "apply": apply, "undo": back}


def _spent(product: Product, act: Callable[[], None]) -> Spent:
    # The file is read by a process that has come and gone when the answer is there.
    trees = (product.school.pid, product.database)
    with meter.spending(*trees, passing=True) as spent:
        began = time.perf_counter()
        act()
        wall = time.perf_counter() - began
    return wall, spent.seconds[0], spent.seconds[1]


def _figures(students: int, name: str, rounds: list[dict[str, Spent]]) -> list[Figure]:
    named = f"{name} of {students} students"
    parts = ("wall", "app CPU", "PG CPU")
    goals = (_GOALS_S[name], None, None)
    return [
        Figure(
            f"{named}, {part}",
            median(one[name][place] for one in rounds),
            "s",
            goal=goal,
        )
        for place, (part, goal) in enumerate(zip(parts, goals, strict=True))
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
