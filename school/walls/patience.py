"""Changing tables while the school works: wait a little, step aside, try again.

A change that waits for a table makes everybody else wait behind it. So it waits three
seconds at most, and tells who was in the way; whoever was there has his turn, and it
tries again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

import psycopg
from django.db import OperationalError, connection

T = TypeVar("T")

LOCK_TIMEOUT_S = 3.0
TRIES = 5
_PAUSE_S = 2.0
_GLANCE_S = 0.2
_WHO = """
SELECT DISTINCT a.pid, a.usename, a.application_name, l.relation::regclass::text
FROM unnest(pg_blocking_pids(%(ours)s)) AS b (pid)
JOIN pg_stat_activity a ON a.pid = b.pid
LEFT JOIN pg_locks w ON w.pid = %(ours)s AND NOT w.granted
LEFT JOIN pg_locks l ON l.pid = a.pid AND l.relation = w.relation AND l.granted
"""


class TablesBusyError(Exception):
    """Every try met a table in use. The message is a sentence that names by whom."""


def patiently(
    work: Callable[[], T],
    *,
    say: Callable[[str], None],
    lock_timeout_s: float = LOCK_TIMEOUT_S,
    pause_s: float = _PAUSE_S,
) -> T:
    """Do ``work``, which waits for no lock longer than that; again when it had to.

    ``work`` must be safe to repeat: what it had done when a lock was refused stays
    done or is rolled back by itself, as migrations are. Raises TablesBusyError after
    the last try. ``say`` is told each time who was in the way.
    """
    for left in reversed(range(TRIES)):
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{lock_timeout_s * 1000:.0f}ms'")
        with _watching() as blockers:
            try:
                return work()
            except OperationalError as error:
                if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                    raise
            finally:
                _wait_as_usual()
        sentence = _sentence(blockers)
        if left:
            say(f"{sentence} Пробую ещё раз, попыток осталось {left}.")
            time.sleep(pause_s)
    raise TablesBusyError(
        f"{sentence} Остальное уже сделано: завершите его и повторите команду."
    )


def _wait_as_usual() -> None:
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


@contextmanager
def _watching() -> Iterator[set[str]]:
    """Look from another connection who stands in our way; filled while it lasts."""
    found: set[str] = set()
    over = Event()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone()
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    parameters.pop("prepare_threshold", None)
    watcher = Thread(target=_watch, args=(parameters, ours, found, over), daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


def _watch(
    parameters: dict[str, object], ours: int, found: set[str], over: Event
) -> None:
    try:
        with psycopg.connect(**parameters, autocommit=True) as second:  # type: ignore[arg-type]  # Django's own
            while not over.wait(_GLANCE_S):
                rows = second.execute(_WHO, {"ours": ours}).fetchall()
                found.update(_told(*row) for row in rows)
    except psycopg.Error:
        return  # without a second connection we only do not know who it was


def _told(pid: int, role: str, program: str, table: str | None) -> str:
    name = f", программа {program}" if program else ""
    place = f"таблицу {table} держит" if table else "мешает"
    return f"{place} соединение {pid} (роль {role}{name})"


def _sentence(blockers: set[str]) -> str:
    if not blockers:
        return "Таблица занята, чужая работа с ней не кончилась вовремя."
    return f"Таблица занята: {'; '.join(sorted(blockers))}."
