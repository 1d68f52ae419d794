"""One journey to PostgreSQL: several statements sent together, answered together.

To wait for an answer costs a worker more than most statements cost PostgreSQL: it
sleeps, and wakes with cold caches. The driver's own pipeline makes one journey of many
too, but costs by itself what it saves; this one knows only statements that answer one
row of texts.
"""

import re
import select
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import psycopg
from psycopg import pq

Texts = tuple[Any, ...]  # each a str, or None where PostgreSQL says NULL

_PLACE = re.compile(r"%\((\w+)\)s|%%")
_ROW = pq.ExecStatus.TUPLES_OK
_END = pq.ExecStatus.PIPELINE_SYNC
_ERROR = pq.ExecStatus.FATAL_ERROR
_SQLSTATE = pq.DiagnosticField.SQLSTATE


class Statement(NamedTuple):
    """A statement as PostgreSQL prepares it: its name, ``$1`` where a value goes, and
    the order in which the named values come."""

    name: bytes
    text: bytes
    order: tuple[str, ...]


Leg = tuple[Statement, Mapping[str, Any]]


def numbered(text: str) -> Statement:
    """The statement of a text in the driver's notation, ``%(name)s`` and ``%%``."""
    order: list[str] = []

    def place(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%"
        if found[1] not in order:
            order.append(found[1])
        return f"${order.index(found[1]) + 1}"

    numbers = _PLACE.sub(place, text).encode()
    name = f"journey_{sha256(numbers).hexdigest()[:16]}"
    return Statement(name.encode(), numbers, tuple(order))


def travel(
    connection: psycopg.Connection[Any], ready: set[bytes], legs: Sequence[Leg]
) -> list[Texts]:
    """Ask everything in one transaction of its own; the row of texts of each statement.

    Values are texts, numbers, dates, moments with a zone, or None. A setting that is
    local to the transaction lasts from one statement to the next. ``ready`` names what
    this connection has prepared and is kept up here. Raises psycopg's errors. A
    connection left in pipeline mode was cut short: answers are on their way, close it.
    """
    try:
        return _travel(connection.pgconn, ready, legs)
    except psycopg.errors.InvalidSqlStatementName:
        # After a rollback the driver throws away everything that was ready.
        ready.clear()
        return _travel(connection.pgconn, ready, legs)


def _travel(pgconn: Any, ready: set[bytes], legs: Sequence[Leg]) -> list[Texts]:  # noqa: ANN401 - the driver's own, one of three
    pgconn.enter_pipeline_mode()
    for statement, values in legs:
        if statement.name not in ready:
            pgconn.send_prepare(statement.name, statement.text)
        said = [_said(values[name]) for name in statement.order]
        pgconn.send_query_prepared(statement.name, said)
    pgconn.pipeline_sync()
    rows, failed = _answers(pgconn)
    pgconn.exit_pipeline_mode()
    if failed is not None:
        state = (failed.error_field(_SQLSTATE) or b"").decode()
        said = failed.error_message.decode("utf-8", "replace")
        raise psycopg.errors.lookup(state)(said)
    ready.update(statement.name for statement, _ in legs)
    return rows


def _answers(pgconn: Any) -> tuple[list[Texts], Any]:  # noqa: ANN401 - likewise
    """The rows in their order, and the first refusal."""
    rows: list[Texts] = []
    failed = None
    events = select.poll()
    events.register(pgconn.socket, select.POLLIN | select.POLLOUT)
    while pgconn.flush():  # more than the socket takes at once
        events.poll()
        pgconn.consume_input()
    events.modify(pgconn.socket, select.POLLIN)
    while True:
        while pgconn.is_busy():
            events.poll()
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:  # stands between the answers of two statements
            continue
        if result.status == _ROW:
            rows.append(_texts(result))
        elif result.status == _END:
            return rows, failed
        elif result.status == _ERROR:
            failed = failed or result


def _texts(result: Any) -> Texts:  # noqa: ANN401 - likewise
    values = (result.get_value(0, column) for column in range(result.nfields))
    return tuple(None if value is None else value.decode() for value in values)


def _said(value: object) -> bytes | None:
    return None if value is None else str(value).encode()
