"""Everything a handler may need, put together once at the start."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox.clients import Client
from sandbox.clock import Clock
from sandbox.signing.keys import Signing
from sandbox.store import Store
from sandbox.uncertain import Answers

CAST = Path(__file__).with_name("cast.toml")


@dataclass
class World:
    """One running sandbox."""

    store: Store
    clock: Clock
    clients: dict[str, Client]
    token_keys: dict[str, Signing]
    """By algorithm."""
    base: str
    """Its own address without a slash at the end, e.g. http://127.0.0.1:8001."""
    issuer: str
    cast: Path = field(default=CAST)
    uncertain: Answers = field(default_factory=Answers)
