"""Everything a handler may need, put together once at the start."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.citizens import load_cast, replace_all
from sandbox.clients import Client
from sandbox.clock import Clock
from sandbox.curve import PrivateKey
from sandbox.store import PASSING_TABLES, Store, together

CAST = Path(__file__).with_name("cast.toml")


@dataclass
class World:
    """One running sandbox."""

    store: Store
    clock: Clock
    clients: dict[str, Client]
    token_key: PrivateKey
    base: str
    """Its own address without a slash at the end, e.g. http://127.0.0.1:8001."""
    issuer: str
    cast: Path = field(default=CAST)

    def settle(self) -> None:
        """Write the cast on the first start and whenever cast.toml has changed."""
        digest = hashlib.sha256(self.cast.read_bytes()).digest()
        mark = int.from_bytes(digest[:4], "big") >> 1
        with self.store.open() as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != mark:
                self.reset()
                db.execute(f"PRAGMA application_id = {mark}")

    def reset(self) -> None:
        """Return to the cast: no sessions, codes, faults; the clock of the start."""
        people = load_cast(self.cast)
        with self.store.open() as db, together(db):
            for table in PASSING_TABLES:
                db.execute(f"DELETE FROM {table}")  # noqa: S608 — our own names
            replace_all(db, people)
        self.clock.reset()
