"""`python -m tests.bench.slow`: people who are in, while Госуслуги hang at the door.

The same diary is asked for by one person at a steady pace, once in quiet and once while
every place at the door waits for an answer that does not come. Writes
`var/bench/slow.json`; ends with 1 when the slowest twentieth got slower by a tenth.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

import httpx

from school.access.roads.turnstile import AT_ONCE
from tests.bench.people import Person, begin, come_in, pass_gosuslugi
from tests.bench.stage import Product, Stage, standing

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
ROUNDS = 6
_TIMES = 150
_PACE_S = 0.02
_GOAL = 1.1


def main() -> int:
    """Measure in turns, tell, and judge."""
    quiet: list[float] = []
    hanging: list[float] = []
    with standing() as set_up:
        mother = come_in(set_up, "alexey")[0]
        _asked(mother, _TIMES)
        for _ in range(ROUNDS):
            quiet += _asked(mother, _TIMES)
            hanging += _while_they_hang(set_up, mother)
    return _judge(quiet, hanging)


def _while_they_hang(set_up: Stage, mother: Person) -> list[float]:
    """Times of the diary while every place at the door is taken."""
    crowd = [_on_the_way(set_up) for _ in range(WORKERS * AT_ONCE)]
    _control(set_up, "POST", "faults", on="te", fault="late", seconds=60, times=99)
    with ThreadPoolExecutor(len(crowd)) as pool:
        late = [pool.submit(one.browser.get, target) for one, target in crowd]
        while _control(set_up, "GET", "faults")[0]["times"] > 99 - AT_ONCE:
            time.sleep(0.05)
        times = _asked(mother, _TIMES)
        still = sum(not one.done() for one in late)
    for person, _ in crowd:
        person.browser.close()
    _control(set_up, "DELETE", "faults")
    with set_up.cluster.connect("school") as superuser:
        superuser.execute("DELETE FROM outage")
    if still < AT_ONCE:
        raise SystemExit("Никто не ждал: мерить было нечего.")
    return times


def _on_the_way(set_up: Product) -> tuple[Person, str]:
    person = come_in(set_up, "natalia")[0]
    return person, pass_gosuslugi(person, begin(person))


def _asked(person: Person, times: int) -> list[float]:
    """Seconds of each diary, asked for at a steady pace."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        answer = person.browser.get(f"{person.school}/diary/", follow_redirects=True)
        found.append(time.perf_counter() - began)
        if answer.status_code != httpx.codes.OK:
            raise SystemExit(f"Дневник ответил {answer.status_code}.")
        time.sleep(_PACE_S)
    return found


def _control(
    set_up: Product, method: str, path: str, **body: object
) -> list[dict[str, int]]:
    address = f"{set_up.sandbox.url}/control/{path}"
    answer = httpx.request(method, address, json=body or None, timeout=30)
    answer.raise_for_status()
    found: list[dict[str, int]] = answer.json()
    return found


def _judge(quiet: list[float], hanging: list[float]) -> int:
    before, after = _p95(quiet), _p95(hanging)
    ratio = after / before
    figures = {"quiet_ms": before, "hanging_ms": after, "ratio": ratio, "goal": _GOAL}
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/slow.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    sys.stdout.write(
        f"Дневник, p95: {before:.1f} мс, а пока Госуслуги молчат — {after:.1f} мс,"
        f" в {ratio:.2f} раза; цель {_GOAL}.\nТо же для программ: {file}\n"
    )
    return 0 if ratio <= _GOAL else 1


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000


if __name__ == "__main__":
    sys.exit(main())
