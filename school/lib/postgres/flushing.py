"""Emptying tables between tests, as the owner of the tables."""

import os
from collections.abc import Iterable

import psycopg


def flush_as_owner(statements: Iterable[str]) -> None:
    """Run Django's TRUNCATE statements on DATABASE_OWNER_URL's database."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        for statement in statements:
            connection.execute(statement.encode())
