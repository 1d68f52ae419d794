"""SQL kept in files: psql can run it, EXPLAIN can show it, pgbench can replay it."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection


class Query:
    """A ``.sql`` file beside the module that types its rows."""

    def __init__(self, beside: str, name: str) -> None:
        self._path = Path(beside).parent / "sql" / f"{name}.sql"

    def text(self) -> str:
        """The statement, without its comments."""
        return _read(self._path)

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """All rows of one run, as named tuples of the statement's columns."""
        with connection.cursor() as cursor:
            cursor.execute(self.text(), values)
            make = _row_of(tuple(column.name for column in cursor.description))
            return [make(row) for row in cursor.fetchall()]


@cache
def _read(path: Path) -> str:
    lines = path.read_text().splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))


@cache
def _row_of(names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    made = NamedTuple("Row", [(name, Any) for name in names])  # type: ignore[misc]
    make: Callable[[tuple[Any, ...]], Any] = made._make
    return make
