"""The first line inside a copy: what it is and what must come out of it."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime

_FORMAT = 1
LONGEST = 1_000_000  # bytes; a label has some sixty tables


@dataclass(frozen=True)
class Label:
    """What a copy says of itself.

    ``server`` is PostgreSQL's major version, ``seal`` tells keys of sealed values
    apart without telling them, ``roles`` are those that grants and policies name,
    ``rows`` counts the rows of each table, partitions apart.
    """

    made_at: datetime
    server: int
    seal: str
    roles: tuple[str, ...]
    rows: dict[str, int]

    def line(self) -> bytes:
        """The label as a line of JSON."""
        told = {"school_backup": _FORMAT, **asdict(self)}
        told["made_at"] = self.made_at.isoformat()
        return json.dumps(told, ensure_ascii=True).encode("ascii") + b"\n"


def read(line: bytes) -> Label | None:
    """The label of a line, None when it is none that we understand."""
    try:
        told = json.loads(line)
        if told.pop("school_backup") != _FORMAT:
            return None
        told["made_at"] = datetime.fromisoformat(told["made_at"])
        return Label(**{**told, "roles": tuple(told["roles"])})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def seal_of(key: bytes) -> str:
    """What tells one key of sealed values from another, and nothing of the key."""
    return hmac.new(key, b"backup", hashlib.sha256).hexdigest()[:16]
