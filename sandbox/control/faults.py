"""Faults on demand: the sandbox breaks in the ways ЕСИА does."""

import sqlite3
import time

from sandbox.web import Response, page

FAULTS = (
    "down",
    "late",
    "html_502",
    "wrong_audience",
    "wrong_signature",
    "expired_code",
)
ONLY_TOKENS = ("wrong_audience", "wrong_signature", "expired_code")
TARGETS = ("ac", "te", "login", "logout", "person")
"""Names of addresses in application.py; person is everything under /rs."""
LATE_S = 12.0
"""Longer than any sensible client waits."""


def read_fault(body: dict[str, object]) -> tuple[str, str, float, int] | str:
    """Read the order for a fault, or say in Russian what is wrong with it."""
    target, fault = body.get("on", "all"), body.get("fault")
    times, seconds = body.get("times", 1), body.get("seconds", LATE_S)
    if fault not in FAULTS:
        return f"fault — одно из: {', '.join(FAULTS)}."
    if fault in ONLY_TOKENS:
        target = "te"
    known = target in (*TARGETS, "all") or str(target).startswith("/")
    if not isinstance(target, str) or not known:
        return f"on — путь или одно из: all, {', '.join(TARGETS)}."
    if type(times) is not int or not 1 <= times <= 1_000_000:
        return "times — сколько раз, целое число от 1."
    if not isinstance(seconds, int | float) or not 0 <= seconds <= 120:
        return "seconds — от 0 до 120."
    return target, str(fault), float(seconds), times


def add_fault(db: sqlite3.Connection, order: tuple[str, str, float, int]) -> None:
    """Order a fault."""
    db.execute(
        "INSERT INTO faults (target, fault, seconds, remaining) VALUES (?, ?, ?, ?)",
        order,
    )


def list_faults(db: sqlite3.Connection) -> list[dict[str, object]]:
    """Faults that are still to happen."""
    rows = db.execute(
        'SELECT target AS "on", fault, seconds, remaining AS times FROM faults'
        " WHERE remaining > 0 ORDER BY id"
    )
    return [dict(row) for row in rows]


def take_fault(db: sqlite3.Connection, name: str, path: str) -> tuple[str, float]:
    """Use up one fault ordered for this address: its name and seconds, or empty."""
    row = db.execute(
        "UPDATE faults SET remaining = remaining - 1 WHERE id = (SELECT id FROM faults"
        " WHERE remaining > 0 AND (target IN ('all', ?)"
        " OR (substr(target, 1, 1) = '/'"
        " AND substr(?, 1, length(target)) = target)) ORDER BY id LIMIT 1)"
        " RETURNING fault, seconds",
        (name, path),
    ).fetchone()
    return (row["fault"], row["seconds"]) if row else ("", 0.0)


def break_down(fault: str, seconds: float) -> Response | None:
    """Answer instead of the handler, or only make it late."""
    if fault == "down":
        return Response(503, "Песочница изображает остановку ЕСИА.".encode())
    if fault == "html_502":
        return page("<html><body><h1>502 Bad Gateway</h1>песочница</body></html>", 502)
    if fault == "late":
        time.sleep(seconds)
    return None
