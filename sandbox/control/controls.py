"""`/control/…`: what tests use to make people, move the clock, break things."""

import sqlite3
from dataclasses import asdict
from typing import Any

from sandbox.clock import read_moment
from sandbox.control.faults import add_fault, list_faults, read_fault
from sandbox.people.citizens import (
    Citizen,
    all_citizens,
    by_key,
    next_oid,
    read_citizen,
    save,
)
from sandbox.people.settling import reset as reset_everything
from sandbox.web import Request, Response, data
from sandbox.world import World


def list_citizens(world: World, request: Request) -> Response:
    """Everybody, in the order of the cast."""
    with world.store.open() as db:
        return data([asdict(citizen) for citizen in all_citizens(db)])


def create_citizen(world: World, request: Request) -> Response:
    """Write a new person; key, names and birth date are enough."""
    body = request.json()
    if isinstance(body, str):
        return _wrong(body)
    with world.store.open() as db:
        if by_key(db, str(body.get("key", ""))):
            return _wrong("Такой ключ уже есть.")
        if "email" not in body:
            body["email"] = f"{body.get('key')}@example.test"
        return _save(db, {"oid": next_oid(db)} | body, 201)


def change_citizen(world: World, request: Request, key: str) -> Response:
    """Change any fields of a person but the key."""
    body = request.json()
    if isinstance(body, str):
        return _wrong(body)
    with world.store.open() as db:
        citizen = by_key(db, key)
        if citizen is None:
            return data({"error": "Такого человека нет."}, 404)
        if body.get("key", key) != key:
            return _wrong("Ключ не меняется.")
        return _save(db, asdict(citizen) | body, 200)


def show_clock(world: World, request: Request) -> Response:
    """The shown moment and its offset from real time."""
    now = world.clock.now().isoformat()
    return data({"now": now, "offset_s": world.clock.offset_s})


def move_clock(world: World, request: Request) -> Response:
    """Show another moment from now on."""
    body = request.json()
    if isinstance(body, str):
        return _wrong(body)
    moment = read_moment(str(body.get("now", "")))
    if isinstance(moment, str):
        return _wrong(moment)
    world.clock.move(moment)
    return show_clock(world, request)


def show_uncertain(world: World, request: Request) -> Response:
    """Every open question about ЕСИА, and how it is answered now."""
    return data(world.uncertain.shown())


def turn_uncertain(world: World, request: Request) -> Response:
    """Answer open questions otherwise."""
    body = request.json()
    wrong = body if isinstance(body, str) else world.uncertain.choose(body)
    return _wrong(wrong) if wrong else show_uncertain(world, request)


def order_fault(world: World, request: Request) -> Response:
    """Order a fault for the next requests."""
    body = request.json()
    order = body if isinstance(body, str) else read_fault(body)
    if isinstance(order, str):
        return _wrong(order)
    with world.store.open() as db:
        add_fault(db, order)
        return data(list_faults(db), 201)


def show_faults(world: World, request: Request) -> Response:
    """Faults that are still to happen."""
    with world.store.open() as db:
        return data(list_faults(db))


def forget_faults(world: World, request: Request) -> Response:
    """Mend everything."""
    with world.store.open() as db:
        db.execute("DELETE FROM faults")
    return data([])


def reset(world: World, request: Request) -> Response:
    """Return to the cast and to the clock of the start."""
    reset_everything(world)
    return show_clock(world, request)


def _save(db: sqlite3.Connection, values: dict[str, Any], status: int) -> Response:
    citizen = read_citizen(values)
    if not isinstance(citizen, Citizen):
        return _wrong(citizen)
    wrong = save(db, citizen)
    return _wrong(wrong) if wrong else data(asdict(citizen), status)


def _wrong(sentence: str) -> Response:
    return data({"error": sentence}, 422, refused=sentence)
