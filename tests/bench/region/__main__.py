"""`python -m tests.bench.region 1000 20000`: measure, print, keep the figures.

The first size is what the others are compared with.
"""

import sys
import time
from contextlib import ExitStack
from statistics import median

from tests.bench import figures, meter
from tests.bench.figures import Figure
from tests.bench.region import homes
from tests.bench.region.asking import Region, region
from tests.bench.rounds import play, ratio

_GOAL = 1.2
_LONGEST_S = 150.0
_US = 1e6


def main(sizes: list[int]) -> None:
    """Always ends well: a figure over its goal is said in the table, not by a code."""
    with ExitStack() as stack:
        stages = []
        for size in sizes:
            _say(f"Область на {size} учеников, в {homes.folder()}/region-{size}:")
            stages.append(stack.enter_context(homes.standing(size)))
        _say("Измеряю…")
        regions = [
            region(size, stage) for size, stage in zip(sizes, stages, strict=True)
        ]
        began, waited = time.monotonic(), meter.pressure_s()
        # The same page of all regions in turn: what disturbs one disturbs the others.
        turns = [
            each.subjects[name] for name in regions[0].subjects for each in regions
        ]
        played = play(turns, longest_s=_LONGEST_S)
        seconds = time.monotonic() - began
        busy = (meter.pressure_s() or 0) - (waited or 0)
    found = [one for each in regions[1:] for one in _compared(each, regions[0])]
    file = homes.folder() / "region.json"
    figures.write(found, file)
    _say(f"\n{figures.table(found)}\n")
    over = sum(one.verdict == "over" for one in found)
    _say(f"Кругов: {played}, сверх цели: {over}.")
    _say(f"Очередь к процессору: {100 * busy / seconds:.0f} % времени.")
    _say(f"То же для программ: {file}")


def _compared(large: Region, small: Region) -> list[Figure]:
    """What PostgreSQL and the product spend on each subject, beside the small one."""
    sizes = f"{large.students} ÷ {small.students}"
    return [
        Figure(
            f"{name}, {whose} CPU, {sizes}",
            median(over) * _US,
            "µs",
            median(under) * _US,
            ratio(over, under),
            _GOAL,
        )
        for name, subject in large.subjects.items()
        for whose, over, under in (
            ("PG", subject.database_s, small.subjects[name].database_s),
            ("app", subject.app_s, small.subjects[name].app_s),
        )
    ]


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 20_000])
