"""A connection outlives requests, and the server may be gone at the next one."""

import os
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from school.lib.postgres.queries import ask

End = Callable[[int], None]

pytestmark = pytest.mark.django_db(transaction=True)


def backend() -> int:
    return ask("SELECT pg_backend_pid()", (), lambda cursor: int(cursor.fetchone()[0]))


@pytest.fixture
def end() -> End:
    """Ends a connection's server process, as a restart of PostgreSQL does."""

    def ending(pid: int) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"]) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        time.sleep(0.1)  # its farewell is on the way to us

    return ending


def test_a_request_after_the_server_went_away_gets_a_new_connection(end: End) -> None:
    former = backend()
    end(former)
    close_old_connections()  # as Django does before each request
    assert backend() != former


def test_within_a_request_a_lost_connection_is_an_error(end: End) -> None:
    end(backend())
    with pytest.raises(OperationalError):
        backend()
    close_old_connections()
    assert backend() > 0


def test_a_living_connection_is_kept() -> None:
    former = backend()
    close_old_connections()
    assert backend() == former
    assert connection.is_usable()


def test_who_listens_hears_each_statement() -> None:
    with CaptureQueriesContext(connection) as heard:
        backend()
    assert [one["sql"] for one in heard] == ["SELECT pg_backend_pid()"]
