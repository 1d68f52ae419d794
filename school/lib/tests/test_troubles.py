"""A full disk is told apart from a database that is away."""

import psycopg
import pytest
from django.db import InternalError, OperationalError

from school.lib.postgres.troubles import only_reads


def because_of(cause: psycopg.Error) -> Exception:
    wrapper = InternalError if isinstance(cause, psycopg.InternalError) else None
    try:
        raise (wrapper or OperationalError) from cause
    except (InternalError, OperationalError) as mistake:
        return mistake


@pytest.mark.parametrize(
    ("cause", "full"),
    [
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.ReadOnlySqlTransaction(), True),
        (psycopg.errors.AdminShutdown(), False),
        (psycopg.OperationalError(), False),
    ],
)
def test_only_a_database_without_room_still_reads(
    cause: psycopg.Error, full: bool
) -> None:
    assert only_reads(because_of(cause)) is full


def test_no_mistake_is_no_trouble() -> None:
    assert only_reads(None) is False
