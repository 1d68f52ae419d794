"""`python -m tests.matching [PAIRS]`: the long trial, a million pairs.

Prints what became of each trouble, writes `var/bench/matching.json`, ends with 1 when
anybody got in with a wrong card or too many right ones were kept out.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tests.matching.trial import SEED, Tally, trial

ROOT = Path(__file__).resolve().parents[2]
PAIRS = 1_000_000


def main(pairs: int = PAIRS) -> int:
    """Try, tell; the code says whether the decision held."""
    _say(f"Пары «человек и найденные карточки»: {pairs}…")
    began = time.monotonic()
    tally = trial(pairs)
    figures = _figures(tally) | {"seconds": round(time.monotonic() - began)}
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/matching.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for trouble, outcomes in figures["by_trouble"].items():
        said = ", ".join(f"{name} {times}" for name, times in outcomes.items())
        _say(f"  {trouble}: {said}")
    for line in (*tally.wrong, *tally.loose, *tally.missed):
        _say(line)
    _say(
        f"Чужих карточек: {figures['wrong']}, своих с расхождением: {figures['loose']},"
        f" верных впущено: {figures['right']} из {figures['due']}."
        f" То же для программ: {file}"
    )
    return 0 if tally.holds() else 1


def _figures(tally: Tally) -> dict[str, Any]:
    by_trouble: dict[str, dict[str, int]] = {}
    for (trouble, outcome), times in sorted(tally.by_trouble.items()):
        by_trouble.setdefault(trouble, {})[outcome] = times
    return {
        "seed": SEED,
        "pairs": tally.pairs,
        "due": tally.due,
        "right": tally.right,
        "share": tally.share,
        "wrong": tally.count("wrong"),
        "loose": tally.count("loose"),
        "missed": tally.count("missed"),
        "by_trouble": by_trouble,
    }


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:2])))
