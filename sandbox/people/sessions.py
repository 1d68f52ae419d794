"""The browser's session at Госуслуги: it stays for three hours."""

import secrets
import sqlite3
import uuid
from dataclasses import dataclass

from sandbox.people.citizens import Citizen, by_oid
from sandbox.web import Request
from sandbox.world import World

COOKIE = "sandbox_session"
LIVES_S = 10800


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person."""

    citizen: Citizen
    sid: str
    """ЕСИА's `urn:esia:sid`."""
    started_s: float
    """Unix time on the shown clock."""


def find_session(
    world: World, db: sqlite3.Connection, request: Request
) -> Session | None:
    """Find who is signed in within this browser."""
    cookie = request.cookies.get(COOKIE, "")
    row = db.execute("SELECT * FROM sessions WHERE cookie = ?", (cookie,)).fetchone()
    if row is None:
        return None
    age_s = world.clock.now().timestamp() - row["started_s"]
    citizen = by_oid(db, row["oid"])
    if citizen is None or abs(age_s) > LIVES_S:
        return None
    return Session(citizen, row["sid"], row["started_s"])


def start_session(
    world: World, db: sqlite3.Connection, citizen: Citizen
) -> tuple[Session, str]:
    """Sign a person in: the session and the Set-Cookie value."""
    session = Session(citizen, _new_sid(world), world.clock.now().timestamp())
    cookie = secrets.token_urlsafe(32)
    db.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?)",
        (cookie, session.sid, citizen.oid, session.started_s),
    )
    end = f"Path=/; Max-Age={LIVES_S}; HttpOnly; SameSite=Lax"
    return session, f"{COOKIE}={cookie}; {end}"


def end_session(db: sqlite3.Connection, request: Request) -> str:
    """Sign the person out: the Set-Cookie value that forgets the session."""
    cookie = request.cookies.get(COOKIE, "")
    db.execute("DELETE FROM sessions WHERE cookie = ?", (cookie,))
    return f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


def _new_sid(world: World) -> str:
    if world.uncertain["sid"] == "hex":
        return secrets.token_hex(32)
    return str(uuid.uuid4())
