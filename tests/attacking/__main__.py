"""`python -m tests.attacking [TOKENS] [SIGNATURES] [RETURNS] [TABLES] [PACKAGES]`: the
long campaign.

Prints what became of each kind, writes `var/bench/attack.json`, ends with 1 when
anything got in or failed.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from itertools import chain, islice
from pathlib import Path
from typing import Any

from tests.attacking import differing, ground
from tests.attacking.campaign import attack
from tests.attacking.minting import mints
from tests.attacking.mutants import changed_letters, distinct, mutants

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
TOKENS, SIGNATURES, RETURNS = 100_000, 2_000, 10_000
TABLES = PACKAGES = 3_000
_SHOWN = 20

Part = Callable[[], tuple[dict[str, Any], list[str]]]


def main(
    tokens: int = TOKENS,
    signatures: int = SIGNATURES,
    returns: int = RETURNS,
    tables: int = TABLES,
    packages: int = PACKAGES,
) -> int:
    """Attack, tell; the code says whether everything held."""
    figures: dict[str, Any] = {"seed": SEED}
    troubles: list[str] = []
    # The trial of the returns has a home of its own.
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/attack.json"
    parts: dict[str, Part] = {
        "tokens": lambda: _tokens(tokens),
        "signatures": lambda: _signatures(signatures),
        "returns": lambda: _returns(returns, "esia"),
        "returns by a gateway": lambda: _returns(returns, "gateway"),
        "tables": lambda: _tables(tables),
        "packages": lambda: _packages(packages),
    }
    for name, part in parts.items():
        began = time.monotonic()
        found, wrong = part()
        figures[name] = found | {"seconds": round(time.monotonic() - began)}
        troubles += wrong
    figures["troubles"] = troubles
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for trouble in troubles[:_SHOWN]:
        _say(trouble[:300])
    _say(f"Прошло или сломалось: {len(troubles)}. То же для программ: {file}")
    return 1 if troubles else 0


def _tokens(count: int) -> tuple[dict[str, Any], list[str]]:
    _say(f"Токены: {count}…")
    with mints() as issuing:
        made = chain(changed_letters(issuing, SEED), mutants(issuing, 2 * count, SEED))
        tally = attack(islice(distinct(made), count))
    _table(tally.refused)
    told = {
        "tried": tally.whole,
        "refused": sum(tally.refused.values()),
        "believed": sum(tally.believed.values()),
        "failed": sum(tally.failed.values()),
        "by_kind": dict(tally.refused),
        "by_mint": dict(tally.by_mint),
    }
    _tell(told)
    return told, tally.troubles


def _signatures(count: int) -> tuple[dict[str, Any], list[str]]:
    _say(f"Подписи, мы и openssl: {count}…")
    if not differing.engine_is_here():
        _say("Пропущено: здесь нет openssl с ГОСТ (engine gost).")
        return {"skipped": True}, []
    with mints() as issuing, tempfile.TemporaryDirectory() as home:
        found = differing.compare(mutants(issuing, count, SEED + 1), Path(home))
    told = {
        "agreed": {
            f"{name} {'valid' if holds else 'invalid'}": times
            for (name, holds), times in sorted(found.agreed.items())
        },
        "without_a_signature": found.unread,
        "taken_by_openssl_only": found.forgiven,
        "differences": len(found.differences),
    }
    _tell(told)
    return told, found.differences


def _returns(count: int, road: str) -> tuple[dict[str, Any], list[str]]:
    _say(f"Возвраты, дорога {road}: {count}…")
    with ground.migrated() as (cluster, database):
        # The product's modules want its settings, which stand only now.
        from tests.attacking.gosuslugi import ROADS
        from tests.attacking.house import standing
        from tests.attacking.storming import storm

        # A line of the log for each of ten thousand is not what one wants to read.
        with _silence(), standing(cluster, database, ROADS[road]) as house:
            found = storm(house, count, SEED)
            if not house.come_in(house.standing()):
                found.troubles.append("whom the attempt belongs to does not come in")
    _table(found.turned_away)
    told = {
        "tried": found.whole,
        "turned_away": sum(found.turned_away.values()),
        "statuses": {str(code): times for code, times in found.statuses.items()},
        "attempts": house.begun,
        "codes_shown": house.gosuslugi.asked,
        "rows_made": found.made,
        "by_kind": dict(found.turned_away),
    }
    _tell(told)
    return told, found.troubles


def _tables(count: int) -> tuple[dict[str, Any], list[str]]:
    _say(f"Таблицы: {count}…")
    with ground.migrated():
        from tests.attacking.tables import storm  # it wants settings, as above

        found = storm(count, SEED)
    _tell(found.told)
    return found.told, found.troubles


def _packages(count: int) -> tuple[dict[str, Any], list[str]]:
    _say(f"Пакеты OneRoster: {count}…")
    with ground.migrated():
        from tests.attacking.packages import storm  # it wants settings, as above

        found = storm(count, SEED)
    _tell(found.told)
    return found.told, found.troubles


@contextmanager
def _silence() -> Iterator[None]:
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        yield


def _table(counted: Counter[str]) -> None:
    for kind, times in counted.items():
        _say(f"  {times:>7}  {kind}")


def _tell(told: Mapping[str, Any]) -> None:
    short = {name: value for name, value in told.items() if name != "by_kind"}
    _say(json.dumps(short, ensure_ascii=False))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:6])))
