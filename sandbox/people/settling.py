"""Settling: the cast moves in on the first start, and again at every reset."""

import hashlib

from sandbox.people import consents, families
from sandbox.people.citizens import load_cast, replace_all
from sandbox.store import PASSING_TABLES, together
from sandbox.world import World


def settle(world: World) -> None:
    """Write the cast on the first start and whenever it has changed."""
    stories = world.cast.with_name("stories.toml")
    told = stories.read_bytes() if stories.exists() else b""
    digest = hashlib.sha256(world.cast.read_bytes() + told).digest()
    mark = int.from_bytes(digest[:4], "big") >> 1
    with world.store.open() as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != mark:
            reset(world)
            db.execute(f"PRAGMA application_id = {mark}")


def reset(world: World) -> None:
    """Return to the cast: no sessions, codes, faults; the clock of the start."""
    people = load_cast(world.cast)
    world.uncertain.reset()
    world.clock.reset()
    with world.store.open() as db, together(db):
        for table in PASSING_TABLES:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 — our own names
        replace_all(db, people)
        families.move_in(world, db)
        consents.move_in(world, db)
