"""`python -m tests.bench.surviving`: the long campaign of kills, told as it goes.

Five hundred kills in campaigns of twenty-five, so that a loss is told soon after it
happened; then the control, in which something must be lost. Writes
`var/bench/kills.json`; ends with 1 when a mark that was acknowledged is not there.
"""

import json
import os
import sys
import time
from pathlib import Path

from tests.surviving import cycles
from tests.surviving.rig import standing

ROOT = Path(__file__).resolve().parents[2]
KILLS = 500
_EACH = 25


def main(kills: int = KILLS) -> int:
    """Kill, compare, tell; the code says whether everything was there."""
    began = time.monotonic()
    whole = cycles.Campaign()
    with standing(cycles.PEOPLE) as rig:
        for number in range(0, kills, _EACH):
            found = cycles.run(rig, min(_EACH, kills - number), seed=number)
            _say(found.in_words())
            whole.add(found)
            if whole.troubles:
                break
        with cycles.answered_before_it_is_written(rig):
            control = cycles.run(rig, 5, seed=kills, only=rig.kill_database)
    _say(f"Всего: {whole.in_words()}")
    _say(f"Проверка проверки: {control.in_words()}")
    _write(whole, control, time.monotonic() - began)
    for trouble in whole.troubles:
        _say(trouble)
    return 1 if whole.troubles or not control.troubles else 0


def _write(whole: cycles.Campaign, control: cycles.Campaign, seconds: float) -> None:
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/kills.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        "kills": dict(whole.killed),
        "acknowledged": whole.acknowledged,
        "conflicts": whole.conflicts,
        "sent_again": whole.repeats,
        "away_s": [round(one, 2) for one in sorted(whole.away_s)],
        "troubles": whole.troubles,
        "control_troubles": len(control.troubles),
        "seconds": round(seconds),
    }
    file.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    _say(f"То же для программ: {file}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:2])))
