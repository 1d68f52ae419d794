"""Several statements travel to PostgreSQL together, in a transaction of their own."""

from datetime import UTC, date, datetime
from typing import Any, cast

import psycopg
import pytest
from django.db import DataError, OperationalError, close_old_connections, connection

from school.lib.postgres.base import DatabaseWrapper
from school.lib.postgres.journey import Texts, numbered
from school.lib.postgres.queries import ask

pytestmark = pytest.mark.django_db(transaction=True)

PUT = "SELECT set_config('app.reason', %(reason)s, true) AS put"
READ = "SELECT current_setting('app.reason', true)"
KEEP = "SELECT set_config('app.reason', 'kept', false)"


def travel(*legs: tuple[str, dict[str, Any]]) -> list[Texts]:
    ours = cast(DatabaseWrapper, connection)
    return ours.travel([(numbered(text), values) for text, values in legs])


def first(sql: str) -> str:
    return ask(sql, (), lambda cursor: str(cursor.fetchone()[0]))


def is_unset() -> bool:
    """Whether nothing is left of a setting; a new connection has never heard of it."""
    return travel((READ, {}))[0][0] in (None, "")


def test_a_setting_lasts_for_the_journey_and_no_longer() -> None:
    assert travel((PUT, {"reason": "опечатка"}), (READ, {})) == [
        ("опечатка",),
        ("опечатка",),
    ]
    assert is_unset()


def test_values_arrive_as_what_they_are() -> None:
    moment = datetime(2026, 11, 18, 7, tzinfo=UTC)
    text = (
        "SELECT (%(day)s::date + 1)::text, (%(moment)s::timestamptz AT TIME ZONE"
        " 'Europe/Moscow')::text, (%(key)s::bigint + 1)::text, %(nothing)s::text,"
        " %(word)s || '%%' || %(word)s"
    )
    values = {
        "day": date(2026, 12, 31),
        "moment": moment,
        "key": 2**62,
        "nothing": None,
        "word": "ёж",
    }
    assert travel((text, values)) == [
        ("2027-01-01", "2026-11-18 10:00:00", str(2**62 + 1), None, "ёж%ёж")
    ]


def test_more_than_a_socket_takes_at_once_arrives_whole() -> None:
    long = "я" * 3_000_000
    assert travel(("SELECT %(it)s::text", {"it": long})) == [(long,)]


def test_a_refused_statement_undoes_the_whole_journey() -> None:
    with pytest.raises(DataError, match="division by zero"):
        travel((KEEP, {}), ("SELECT (1 / 0)::text", {}), (READ, {}))
    assert is_unset()


def test_what_was_prepared_is_used_again_and_made_anew_once_it_is_lost() -> None:
    count = "SELECT count(*) FROM pg_prepared_statements WHERE name ~ '^journey'"
    connection.close()
    for _ in range(3):
        travel((READ, {}))
    assert first(count) == "1"
    ask("DEALLOCATE ALL", (), lambda _cursor: None)  # as the driver does at a rollback
    assert is_unset()
    assert first(count) == "1"


def test_a_server_that_goes_away_is_an_error_for_this_request_only() -> None:
    with pytest.raises(OperationalError):
        travel(
            (READ, {}),
            ("SELECT pg_terminate_backend(pg_backend_pid())::text", {}),
            (READ, {}),
        )
    close_old_connections()
    assert is_unset()


def test_a_journey_that_is_cut_short_closes_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    travel((READ, {}))
    former = connection.connection
    with monkeypatch.context() as patched:
        patched.setattr("school.lib.postgres.journey._answers", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            travel((READ, {}))
    assert former.closed
    assert is_unset()


def _interrupted(_pgconn: Any) -> None:
    raise KeyboardInterrupt


def test_a_connection_of_the_driver_is_as_usable_as_before() -> None:
    travel((READ, {}))
    driver = connection.connection
    assert isinstance(driver, psycopg.Connection)
    assert driver.pgconn.pipeline_status == psycopg.pq.PipelineStatus.OFF
    assert first("SELECT 1") == "1"
