"""What this process has spent at PostgreSQL: statements, and the time they took.

A worker has one thread, so two numbers for the process are enough: who wants those of
one request takes the difference.
"""

from time import perf_counter
from typing import Any

from django.db.backends.postgresql import base


class Spending:
    """Statements sent and seconds waited since the process began."""

    __slots__ = ("queries", "seconds")

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0


spent = Spending()


class MeteredCursor(base.ServerBindingCursor):  # type: ignore[name-defined,misc]  # not in the stubs
    """Django's cursor that writes down what it spends."""

    def execute(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - psycopg's own
        """Send one statement."""
        begun = perf_counter()
        try:
            return super().execute(*args, **options)
        finally:
            spent.queries += 1
            spent.seconds += perf_counter() - begun

    def executemany(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - likewise
        """Send one statement many times: counted once."""
        begun = perf_counter()
        try:
            super().executemany(*args, **options)
        finally:
            spent.queries += 1
            spent.seconds += perf_counter() - begun
