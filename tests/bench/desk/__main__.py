"""`python -m tests.bench.desk 130000`: measure, print, keep the figures."""

import json
import subprocess
import sys
import time

from tests.bench import figures, meter
from tests.bench.desk.counting import ROUNDS, Round
from tests.bench.figures import Figure
from tests.bench.region import homes
from tests.bench.stage import Product
from tests.journeys.stack import ROOT

_GOAL_S = 5.0


def main(students: int) -> None:
    """Always ends well: a figure over its goal is said in the table, not by a code."""
    _say(f"Область на {students} учеников, в {homes.folder()}/desk-{students}:")
    with homes.standing(students, name="desk", until=homes.PEOPLE_ALONE) as product:
        _say("Измеряю…")
        began, waited = time.monotonic(), meter.pressure_s()
        found = _figures(students, _counted(product))
        seconds = time.monotonic() - began
        busy = (meter.pressure_s() or 0) - (waited or 0)
    file = homes.folder() / "desk.json"
    figures.write(found, file)
    _say(f"\n{figures.table(found)}\n")
    _say(f"Лучшее из {ROUNDS} раз.")
    _say(f"Очередь к процессору: {100 * busy / seconds:.0f} % времени.")
    _say(f"То же для программ: {file}")


def _counted(product: Product) -> list[Round]:
    """The rounds of a program that is like the worker."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk.counting", str(product.database)],
        check=True,
        cwd=ROOT,
        env=product.environment,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    return [Round(*each) for each in json.loads(told)]


def _figures(students: int, rounds: list[Round]) -> list[Figure]:
    named = f"the desk of {students}"
    return [
        Figure(f"{named}, wall", min(one.wall_s for one in rounds), "s", goal=_GOAL_S),
        Figure(f"{named}, app CPU", min(one.app_s for one in rounds), "s"),
        Figure(f"{named}, PG CPU", min(one.database_s for one in rounds), "s"),
    ]


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["130000"])[0]))
