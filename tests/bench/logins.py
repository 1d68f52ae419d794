"""`python -m tests.bench.logins [TRIES]`: does the time of an answer name a login.

Wrong passwords in turns for a login that there is and for one that there is not,
through the whole product in this process over a database that really commits. Writes
`var/bench/logins.json`; ends with 1 when the medians differ by more than 5 ms.
"""

import json
import logging
import os
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from tests.attacking import ground

ROOT = Path(__file__).resolve().parents[2]
TRIES = 2_000
_GOAL_MS = 5.0
_WARM = 20


def main(tries: int = TRIES) -> int:
    """Measure in turns, tell, and judge."""
    with ground.migrated():
        logging.disable()
        known = _login()
        times: dict[str, list[float]] = {known: [], "kvt48273": []}
        for number in range(tries + _WARM):
            for login, taken in times.items():
                milliseconds = _guess(login)
                if number >= _WARM:
                    taken.append(milliseconds)
    return _judge(*times.values())


def _login() -> str:
    """A school by the rules of 2022, and the login of a child who has a password."""
    from school.logins.tests.steps import Desk
    from school.regions.models import Region
    from school.registry.tests.conftest import _office

    region = Region.objects.create(slug="m", name="Область", policy_line="meshchora")
    return Desk(_office("Школа", region)).activated().login


def _guess(login: str) -> float:
    """One wrong password; how many milliseconds its answer took."""
    from django.test import Client

    from school.access.models import Throttle

    Throttle.objects.all().delete()
    stranger = Client(SERVER_NAME="127.0.0.1")
    began = time.perf_counter()
    answer = stranger.post("/login/", {"login": login, "password": "не тот пароль"})
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 422:
        raise SystemExit(f"Ответ {answer.status_code} вместо 422: мерить нечего.")
    return taken


def _judge(known: list[float], unknown: list[float]) -> int:
    apart = abs(median(known) - median(unknown))
    figures = {
        "tries": len(known),
        "known_ms": round(median(known), 2),
        "unknown_ms": round(median(unknown), 2),
        "known_p95_ms": round(quantiles(known, n=20)[-1], 2),
        "unknown_p95_ms": round(quantiles(unknown, n=20)[-1], 2),
        "apart_ms": round(apart, 2),
        "goal_ms": _GOAL_MS,
    }
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/logins.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(  # noqa: T201 - a program
        f"Есть такой логин: {figures['known_ms']} мс, нет такого:"
        f" {figures['unknown_ms']} мс, разница {figures['apart_ms']} (до {_GOAL_MS})."
        f" То же для программ: {file}"
    )
    return 0 if apart <= _GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
