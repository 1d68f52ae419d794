"""The state: one SQLite file, opened anew for each request."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

VERSION = 2

SCHEMA = """
CREATE TABLE citizens (
    key TEXT PRIMARY KEY, oid INTEGER NOT NULL UNIQUE, place INTEGER NOT NULL,
    snils TEXT UNIQUE, phone TEXT UNIQUE, email TEXT UNIQUE, body TEXT NOT NULL
) STRICT;
CREATE TABLE sessions (
    cookie TEXT PRIMARY KEY, sid TEXT NOT NULL, oid INTEGER NOT NULL,
    started_s REAL NOT NULL
) STRICT;
CREATE TABLE asks (
    id TEXT PRIMARY KEY, at_s REAL NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE codes (
    code TEXT PRIMARY KEY, at_s REAL NOT NULL, used INTEGER NOT NULL DEFAULT 0,
    oid INTEGER NOT NULL, sid TEXT NOT NULL, signed_in_s REAL NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE grants (
    token TEXT PRIMARY KEY, oid INTEGER NOT NULL, scope TEXT NOT NULL,
    until_s REAL NOT NULL, client TEXT NOT NULL
) STRICT;
CREATE TABLE refreshes (
    token TEXT PRIMARY KEY, oid INTEGER NOT NULL, sid TEXT NOT NULL,
    signed_in_s REAL NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE faults (
    id INTEGER PRIMARY KEY, target TEXT NOT NULL, fault TEXT NOT NULL,
    seconds REAL NOT NULL, remaining INTEGER NOT NULL
) STRICT;
CREATE TABLE requests (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, client TEXT NOT NULL, status INTEGER NOT NULL,
    refused TEXT NOT NULL, sent TEXT NOT NULL
) STRICT;
CREATE TABLE children (
    id INTEGER PRIMARY KEY AUTOINCREMENT, parent TEXT NOT NULL,
    last_name TEXT NOT NULL, first_name TEXT NOT NULL, patronymic TEXT,
    birth_date TEXT NOT NULL, gender TEXT NOT NULL, snils TEXT,
    series TEXT, number TEXT, verdict TEXT NOT NULL, ends_s REAL NOT NULL,
    account TEXT, UNIQUE (parent, series, number), UNIQUE (parent, account)
) STRICT;
CREATE TABLE links (
    child INTEGER PRIMARY KEY, parent TEXT NOT NULL, account TEXT NOT NULL,
    code TEXT NOT NULL, until_s REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, client TEXT NOT NULL, oid INTEGER NOT NULL,
    about INTEGER NOT NULL, text TEXT NOT NULL, scope TEXT NOT NULL,
    state TEXT NOT NULL, asked_s REAL NOT NULL, decided_s REAL NOT NULL,
    expires_s REAL NOT NULL, back TEXT NOT NULL, UNIQUE (client, oid, about)
) STRICT;
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT, oid INTEGER NOT NULL, at_s REAL NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, link TEXT NOT NULL, label TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE civil_registry (verdict TEXT NOT NULL, minutes REAL NOT NULL) STRICT;
"""

PASSING_TABLES = (
    *("sessions", "asks", "codes", "grants", "refreshes", "faults", "requests"),
    *("children", "links", "consents", "notices", "civil_registry"),
)
"""What a reset forgets; citizens are written anew from the cast."""


class Store:
    """The file and how to open it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        if self._version() != VERSION:
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
            with self.open() as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open a connection; every statement commits at once (see `together`)."""
        db = sqlite3.connect(self._file, timeout=10, isolation_level=None)
        with closing(db):
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = OFF")
            yield db

    def _version(self) -> int:
        try:
            with self.open() as db:
                return int(db.execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return -1


@contextmanager
def together(db: sqlite3.Connection) -> Iterator[None]:
    """Do several statements as one: all of them or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
