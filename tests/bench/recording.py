"""Every statement that one request sends to PostgreSQL, with its values.

Caught under Django, at the driver's cursor: also what Django sends without telling
anybody, such as the question whether the connection still lives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

HEALTH = "SELECT 1"


@dataclass(frozen=True)
class Statement:
    """One statement in psycopg's notation; ``inside``: of a transaction."""

    sql: str
    values: Any
    inside: bool

    @property
    def is_health_check(self) -> bool:
        """Whether it only asks if the connection lives."""
        return self.sql == HEALTH


def recorded(act: Callable[[], object]) -> list[Statement]:
    """Run ``act`` on this thread's connection and return what was sent meanwhile."""
    connection.ensure_connection()
    driver = connection.connection
    usual = driver.cursor_factory
    said: list[Statement] = []

    class Listening(usual):  # type: ignore[misc, valid-type]  # Django's own class
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            said.append(Statement(str(query), params, not self.connection.autocommit))
            return super().execute(query, params, **more)

    driver.cursor_factory = Listening
    try:
        act()
    finally:
        driver.cursor_factory = usual
    return said
