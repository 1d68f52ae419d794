"""A sandbox in this process, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.application import Application
from sandbox.clients import load_clients
from sandbox.clock import Clock
from sandbox.people.settling import settle
from sandbox.signing.keys import token_key
from sandbox.store import Store
from sandbox.tests.client import BACK, Client, Key, write_clients
from sandbox.world import World

KEYS = {"ELSH_DEMO": Key(), "OTHER_IS": Key()}
BASE = "http://sandbox.test"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(
        store=Store(tmp_path / "state" / "sandbox.sqlite3"),
        clock=Clock(file=tmp_path / "clock"),
        clients=load_clients(write_clients(tmp_path, **KEYS)),
        token_key=token_key(tmp_path),
        base=BASE,
        issuer=f"{BASE}/",
    )
    settle(made)
    return made


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    with _browser(world) as http:
        yield Client(http, KEYS["ELSH_DEMO"])


@pytest.fixture
def stranger(world: World) -> Iterator[Client]:
    with _browser(world) as http:
        back = BACK.replace("school", "other")
        yield Client(http, KEYS["OTHER_IS"], "OTHER_IS", back)


def _browser(world: World) -> httpx.Client:
    transport = httpx.WSGITransport(app=Application(world))
    return httpx.Client(transport=transport, base_url=BASE)
