"""Spending: a code is used once, in its time, by whoever knows its verifier."""

import base64
import hashlib
import hmac
import sqlite3

from sandbox.world import World


def spend_code(world: World, db: sqlite3.Connection, code: str) -> sqlite3.Row | str:
    """Use a code up: its row, or what is wrong with it, in Russian."""
    taken: sqlite3.Row | None = db.execute(
        "UPDATE codes SET used = used + 1 WHERE code = ? RETURNING *", (code,)
    ).fetchone()
    if taken is None:
        return "Такого кода нет."
    if taken["used"] > 1:
        return "Этот код уже обменяли."
    lives_s = int(world.uncertain["code_lives_s"])
    if abs(world.clock.now_s() - taken["at_s"]) > lives_s:
        return f"Код старше {lives_s} секунд."
    return taken


def fits(challenge: str, verifier: str) -> bool:
    """Tell whether a verifier belongs to a challenge (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    expected = base64.urlsafe_b64encode(digest).rstrip(b"=")
    return bool(verifier) and hmac.compare_digest(expected, challenge.encode())
