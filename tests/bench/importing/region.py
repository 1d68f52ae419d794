"""`python -m tests.bench.importing.region 130000 [SCHOOLS]`: a region's lists at once.

Every school gets a list of new families, as many students as it has already, and the
command of the installation's operator brings them all in; of ``SCHOOLS`` the first.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from tests.bench import figures, meter
from tests.bench.figures import Figure
from tests.bench.importing import lists, stage
from tests.bench.importing.stage import say
from tests.bench.region import homes
from tests.bench.stage import Product
from tests.journeys.stack import ROOT

_GOAL_S = 30 * 60
_SIZES = """
SELECT s.short_name, count(*) FROM enrolment e JOIN school s ON s.id = e.school_id
WHERE e.until_date IS NULL GROUP BY s.id, s.short_name ORDER BY s.id
"""


def main(students: int = 130_000, schools: int | None = None) -> None:
    """Always ends well: a figure over its goal is said in the table, not by a code."""
    with stage.standing(students) as product, tempfile.TemporaryDirectory() as made:
        sizes = list(islice(_sizes(product), schools))
        told = sum(size for _, size in sizes)
        say(f"Пишу списки: школ — {len(sizes)}, учеников — {told}…")
        _write(product, sizes, Path(made))
        say("Загружаю…")
        found = _brought(product, Path(made), told, len(sizes))
    file = homes.folder() / "import-region.json"
    figures.write(found, file)
    say(f"\n{figures.table(found)}\n\nТо же для программ: {file}")


def _sizes(product: Product) -> Iterable[tuple[str, int]]:
    with product.cluster.connect("school") as superuser:
        return iter(superuser.execute(_SIZES).fetchall())


def _write(product: Product, sizes: list[tuple[str, int]], folder: Path) -> None:
    seed, classes = stage.fresh_seed(product), stage.classes(product)
    for number, (school, size) in enumerate(sizes):
        book = lists.book(size, classes[school], seed=seed + number)
        (folder / f"{school}.xlsx").write_bytes(book)


def _brought(
    product: Product, folder: Path, students: int, schools: int
) -> list[Figure]:
    before = meter.Reading.of([product.database])
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_region", str(folder)],
        cwd=ROOT,
        env=product.environment,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    spent = meter.Reading.of([product.database]).since(before, passing=True)
    if process.returncode:
        raise SystemExit("Приняты не все списки: мерить нечего.")
    named = f"{students} students of {schools} schools"
    whole = _GOAL_S * students / 130_000
    return [
        Figure(f"{named}, wall", wall, "s", goal=whole),
        Figure(f"{named}, app CPU", used.ru_utime + used.ru_stime, "s"),
        Figure(f"{named}, PG CPU", spent, "s"),
        Figure("students a second", students / wall, ""),
        Figure("memory of the command, the most", used.ru_maxrss / 1024, "MB"),
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
