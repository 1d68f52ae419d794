"""Notices of a citizen: words, and a link that leads on."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; it appears when its moment has come."""

    id: int
    oid: int
    at_s: float
    """Unix time on the shown clock."""
    title: str
    text: str
    link: str
    """A page of the account, or an address of the system that asked."""
    label: str
    """The words of the link."""
    seen: int


def tell(
    db: sqlite3.Connection,
    oid: int,
    at_s: float,
    title: str,
    text: str,
    link: tuple[str, str] = ("", ""),
) -> None:
    """Write a notice; `link` is an address and its words."""
    db.execute(
        "INSERT INTO notices (oid, at_s, title, text, link, label)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (oid, at_s, title, text, *link),
    )


def notices_of(db: sqlite3.Connection, oid: int, now_s: float) -> list[Notice]:
    """Read what has come by now, newest first."""
    rows = db.execute(
        "SELECT * FROM notices WHERE oid = ? AND at_s <= ?"
        " ORDER BY at_s DESC, id DESC LIMIT 100",
        (oid, now_s),
    )
    return [Notice(**row) for row in rows]


def mark_seen(db: sqlite3.Connection, oid: int, now_s: float) -> None:
    """Remember that everything that has come was shown."""
    db.execute("UPDATE notices SET seen = 1 WHERE oid = ? AND at_s <= ?", (oid, now_s))
