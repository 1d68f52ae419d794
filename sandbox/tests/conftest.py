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
from sandbox.signing.keys import Signing, token_keys
from sandbox.store import Store
from sandbox.tests.client import BACK, Client, Key, write_clients
from sandbox.world import World

KEYS = {"ELSH_DEMO": Key(), "OTHER_IS": Key()}
BASE = "http://sandbox.test"


# What the cast that has moved in looks like on disk, by the clients it found.
_MOVED_IN: dict[bytes, bytes] = {}


@cache
def _keys() -> tuple[dict[str, bytes], dict[str, Signing]]:
    """To make or to read keys takes a tenth of a second: the same files for all."""
    with TemporaryDirectory() as home:
        keys = token_keys(Path(home))
        return {file.name: file.read_bytes() for file in Path(home).iterdir()}, keys


def stand(home: Path, clients: Path) -> World:
    """A sandbox that knows these clients and keeps its state in this folder."""
    files, keys = _keys()
    for name, content in files.items():
        (home / name).write_bytes(content)
    state, known = home / "state" / "sandbox.sqlite3", clients.read_bytes()
    if known in _MOVED_IN and not state.exists():
        state.parent.mkdir()
        state.write_bytes(_MOVED_IN[known])
    made = World(
        store=Store(state),
        clock=Clock(file=home / "clock"),
        clients=load_clients(clients),
        token_keys=keys,
        base=BASE,
        issuer=f"{BASE}/",
    )
    settle(made)
    _MOVED_IN.setdefault(known, state.read_bytes())
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
