"""Everything a handler may need, put together once at the start."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox.clients import Client
from sandbox.clock import Clock
from sandbox.signing.curve import PrivateKey
from sandbox.store import Store

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
