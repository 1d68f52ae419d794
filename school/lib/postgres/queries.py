"""SQL kept in files: psql can run it, EXPLAIN can show it, pgbench can replay it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from school.lib.postgres.base import DatabaseWrapper
from school.lib.postgres.journey import Statement, Texts, numbered

Row = tuple[Any, ...]
T = TypeVar("T")


def ask(
    sql: str,
    values: Sequence[Any] | Mapping[str, Any],
    read: Callable[[Any], T],
) -> T:
    """Send one statement of ours; see :meth:`DatabaseWrapper.ask`."""
    return _ours().ask(sql, values, read)


def ask_together(*questions: "Question") -> list[Texts]:
    """Ask all in one transaction of its own, the first first; each answers one row.

    Every value of a row comes as PostgreSQL writes it, so the statements answer text.
    Where somebody listens, or a test's transaction is around, each goes by itself.
    """
    ours = _ours()
    if ours.is_overheard or ours.in_atomic_block:
        with transaction.atomic():
            return [
                ask(one.query.text, one.values, lambda cursor: tuple(cursor.fetchone()))
                for one in questions
            ]
    return ours.travel([(one.query.statement, one.values) for one in questions])


def _ours() -> DatabaseWrapper:
    return cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])


class Query:
    """A ``.sql`` file beside the module that types its rows.

    Several names are several files that each answer one value: they go to PostgreSQL
    as one statement, whose columns they become.
    """

    def __init__(self, beside: str, *names: str) -> None:
        self._folder = Path(beside).parent / "sql"
        self._names = names
        self._named: Callable[[Row], Any] | None = None

    @cached_property
    def text(self) -> str:
        """The statement, without comments and indents.

        The driver analyses a text of more than 4,096 bytes anew each time.
        """
        looks = {name: _read(self._folder / f"{name}.sql") for name in self._names}
        if len(looks) == 1:
            return next(iter(looks.values()))
        columns = ",\n".join(f"(\n{text}\n) AS {name}" for name, text in looks.items())
        return f"SELECT {columns}"

    @cached_property
    def statement(self) -> Statement:
        """The text as PostgreSQL itself prepares it."""
        return numbered(self.text)

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """All rows of one run, as named tuples of the statement's columns."""
        return ask(self.text, values, self._read)

    def _read(self, cursor: Any) -> list[Any]:  # noqa: ANN401 - Django's or the driver's
        # The driver makes the columns' description anew each time: it is asked once.
        if self._named is None:
            self._named = _row_of([column.name for column in cursor.description])
        return [self._named(row) for row in cursor.fetchall()]


class Question(NamedTuple):
    """A query that answers one row of texts, and the values it is asked with."""

    query: Query
    values: Mapping[str, Any]


def _read(path: Path) -> str:
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if not line.startswith("--"))


def _row_of(names: list[str]) -> Callable[[Row], Any]:
    made = NamedTuple("Row", [(name, Any) for name in names])  # type: ignore[misc]
    make: Callable[[Row], Any] = made._make
    return make
