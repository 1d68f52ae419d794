"""`stories.toml`: what may be lived through here, and what the registers know."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Story:
    """One family, or one trouble, and what should come of it."""

    title: str
    people: tuple[str, ...]
    """Keys of the cast."""
    steps: str
    """What to do here and what then happens."""
    number: int = 0
    """Of access.md §9; 0 is none of them."""
    today: str = ""
    """What happens today where the product does not know the family yet."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The whole file."""

    stories: tuple[Story, ...] = ()
    endings: dict[str, str] = field(default_factory=dict)
    """Words for where a person ends in a system, by the cast's `ends`."""
    births: tuple[dict[str, str], ...] = ()
    """What ЗАГС knows beside the certificates of the cast."""
    cards: tuple[dict[str, Any], ...] = ()
    """Children already entered in «Семья и дети» without a linked account."""
    requests: tuple[dict[str, Any], ...] = ()
    """Consents already asked for, or withdrawn."""


def told(world: World) -> Stories:
    """Read the file that stands beside the cast; without one there are no stories."""
    file = world.cast.with_name("stories.toml")
    return _read(file, file.stat().st_mtime_ns) if file.exists() else Stories()


@lru_cache(maxsize=4)
def _read(file: Path, changed_ns: int) -> Stories:
    tables = tomllib.loads(file.read_text("utf-8"))
    stories = (
        Story(**{**row, "people": tuple(row.get("people", ()))})
        for row in tables["story"]
    )
    births, cards, requests = (
        tuple(tables.get(name, ())) for name in ("birth", "card", "request")
    )
    endings = tables.get("ending", {})
    return Stories(tuple(stories), endings, births, cards, requests)
