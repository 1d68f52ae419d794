"""A sandbox in this process, and a client of it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from sandbox.application import Application
from sandbox.clients import load_clients
from sandbox.clock import Clock
from sandbox.people.settling import settle
from sandbox.signing.keys import token_keys
from sandbox.store import Store
from sandbox.tests.client import BACK, Client, Key, write_clients
from sandbox.world import World

KEYS = {"ELSH_DEMO": Key(), "OTHER_IS": Key()}
BASE = "http://sandbox.test"


@cache
def _rsa_token_key() -> bytes:
    """A key takes a tenth of a second to make: one for all."""
    with TemporaryDirectory() as home:
        token_keys(Path(home))
        return (Path(home) / "token-rsa-key.pem").read_bytes()


def stand(home: Path, clients: Path) -> World:
    """A sandbox that knows these clients and keeps its state in this folder."""
    (home / "token-rsa-key.pem").write_bytes(_rsa_token_key())
    made = World(
        store=Store(home / "state" / "sandbox.sqlite3"),
        clock=Clock(file=home / "clock"),
        clients=load_clients(clients),
        token_keys=token_keys(home),
        base=BASE,
        issuer=f"{BASE}/",
    )
    settle(made)
    return made


@pytest.fixture
def world(tmp_path: Path) -> World:
    return stand(tmp_path, write_clients(tmp_path, **KEYS))


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    with browser(world) as http:
        yield Client(http, KEYS["ELSH_DEMO"])


@pytest.fixture
def stranger(world: World) -> Iterator[Client]:
    with browser(world) as http:
        back = BACK.replace("school", "other")
        yield Client(http, KEYS["OTHER_IS"], "OTHER_IS", back)


def browser(world: World) -> httpx.Client:
    """One browser at this sandbox."""
    transport = httpx.WSGITransport(app=Application(world))
    return httpx.Client(transport=transport, base_url=BASE)
