"""The register of outside links: every page of others that ours lead to.

The addresses are in ``links.toml``, each with who named it and the day it was last
compared with that.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("links.toml")


@dataclass(frozen=True, slots=True)
class Link:
    """A page of others: its address, what it is called, when and with whom compared."""

    address: str
    title: str
    checked: date
    source: str


@dataclass(frozen=True, slots=True)
class Register:
    """All links by their keys, and the day the whole list was gone through."""

    checked: date
    links: dict[str, Link]


@cache
def register() -> Register:
    """The register, read once."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    checked = read.pop("checked")
    return Register(checked, {key: Link(**facts) for key, facts in read.items()})


def link(key: str) -> Link:
    """The link of this key; KeyError for one that the register does not have."""
    return register().links[key]
