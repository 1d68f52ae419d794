"""`python -m tests.bench.desk.counting PID`: count every school, and tell the time.

PID is the root of PostgreSQL's processes. Goes where the product's settings are.
"""

import json
import os
import sys
import time
from typing import NamedTuple

from tests.bench.meter import spending

ROUNDS = 8


class Round(NamedTuple):
    """All schools once: seconds that passed, and of CPU."""

    wall_s: float
    app_s: float
    database_s: float


def main(database: int) -> None:
    """The first round is not told: it prepares statements, and leaves nothing due to
    the worker that runs beside."""
    import django

    django.setup()
    rounds = [_round(database) for _ in range(1 + ROUNDS)]
    sys.stdout.write(json.dumps(rounds[1:]))


def _round(database: int) -> Round:
    from school.desk.remembering import remember
    from school.lib import clock
    from school.regions.models import School

    at = clock.now()
    schools = list(School.objects.select_related("region"))
    with spending(os.getpid(), database) as spent:
        began = time.perf_counter()
        for school in schools:
            remember(school, at)
        wall = time.perf_counter() - began
    return Round(wall, *spent.seconds)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    main(int(sys.argv[1]))
