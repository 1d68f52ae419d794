"""Every statement that one request sends to PostgreSQL, with its values.

Caught under Django, at the driver's cursor: also what Django sends without telling
anybody, such as the question whether the connection still lives. Journeys go past the
cursor and are caught where they set off.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection

from school.lib.postgres import queries
from school.lib.postgres.journey import Texts
from school.lib.postgres.queries import Question
from school.walls import behind

HEALTH = "SELECT 1"


class Around(StrEnum):
    """What a statement is sent in."""

    NOTHING = "nothing"
    TRANSACTION = "transaction"
    JOURNEY = "journey"


@dataclass(frozen=True)
class Statement:
    """One statement in psycopg's notation, and what it is sent in."""

    sql: str
    values: Any
    around: Around

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
            alone = self.connection.autocommit
            around = Around.NOTHING if alone else Around.TRANSACTION
            said.append(Statement(str(query), params, around))
            return super().execute(query, params, **more)

    def ask_together(*questions: Question) -> list[Texts]:
        said.extend(
            Statement(one.query.text, one.values, Around.JOURNEY) for one in questions
        )
        return queries.ask_together(*questions)

    driver.cursor_factory = Listening
    behind.ask_together = ask_together
    try:
        act()
    finally:
        driver.cursor_factory = usual
        behind.ask_together = queries.ask_together
    return said
