"""Faults on demand: the sandbox breaks in the ways ЕСИА does."""

import json
import sqlite3
import time
from typing import Any

from sandbox.web import Response, data, page, redirect

ONLY_TOKENS = ("wrong_audience", "wrong_signature", "expired_code")
CODED = {"server_error": "ESIA-007007", "overloaded": "ESIA-007008"}
"""Refusals that no request deserves: they come from within."""
SPOILING = ("huge", "html_200", "redirect", "unknown_field", "kid_without_birth_date")
"""The answer is made, and then is not what a client expects."""
FAULTS = ("down", "late", "html_502", *ONLY_TOKENS, *CODED, *SPOILING)
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


def spoil(fault: str, response: Response) -> Response:
    """Change an answer in one of the ways of :data:`SPOILING`."""
    if fault == "html_200":
        return page("<html><body><h1>Технические работы</h1>песочница</body></html>")
    if fault == "redirect":
        return redirect("/sandbox.css")
    if fault not in SPOILING or not response.content_type.startswith(
        "application/json"
    ):
        return response
    shown = json.loads(response.body)
    if fault == "huge":
        shown["песочница"] = "я" * 1_000_000
    elif fault == "unknown_field":
        shown["песочница"] = [{"вложено": None}]
    else:
        for kid in _kids_within(shown):
            kid.pop("birthDate", None)
    return data(shown, response.status, response.refused)


def _kids_within(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Children of the answer, whether it is the person or the collection."""
    elements = shown.get("kids", shown).get("elements", [])
    return [kid for kid in elements if isinstance(kid, dict)]


def break_down(fault: str, seconds: float) -> Response | None:
    """Answer instead of the handler, or only make it late."""
    if fault == "down":
        return Response(503, "Песочница изображает остановку ЕСИА.".encode())
    if fault == "html_502":
        return page("<html><body><h1>502 Bad Gateway</h1>песочница</body></html>", 502)
    if fault == "late":
        time.sleep(seconds)
    return None
