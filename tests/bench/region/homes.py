"""Regions in homes of their own, made once and kept: a large one takes long to make."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.stage import Product, running
from tests.journeys.stack import ROOT

# A Wednesday in the last weeks of the year: all of it lies behind.
NOW = "2027-05-19T10:00+03:00"
# ``until``, where the people of a region are wanted and not their year.
PEOPLE_ALONE = "2026-09-03"


@contextmanager
def standing(
    students: int, *, name: str = "region", until: str | None = None
) -> Iterator[Product]:
    """The product over a region of so many students, finished or made first.

    ``until``: the day before which its lessons end, for who needs its people alone.
    """
    home = folder() / f"{name}-{students}"
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    with running(home, NOW, demo="none") as product:
        ending = [] if until is None else ["--until", until]
        _generate(product, "--students", str(students), *ending)
        yield product


def folder() -> Path:
    """Where the homes and the figures are kept."""
    return Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench"


def _generate(product: Product, *words: str) -> None:
    command = [sys.executable, "manage.py", "generate_region"]
    done = subprocess.run(
        [*command, *words],
        check=False,
        cwd=ROOT,
        env=product.environment | {"DATABASE_OWNER_URL": product.cluster.owner_url()},
    )
    if done.returncode != 0:
        raise SystemExit(done.returncode)
