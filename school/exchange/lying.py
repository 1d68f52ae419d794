"""A package as it lies in the row of an upload: sealed, with what was answered of its
people."""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from school.access.gathering import seal
from school.exchange.incoming import opening
from school.exchange.incoming.opening import Opened
from school.importing.models import Upload
from school.importing.sending import keep
from school.people.sealing import Sealable

_KIND: Sealable = "package"


@dataclass(frozen=True, slots=True)
class Lying:
    """``answers`` by questions: the key of a card, or that the person is new."""

    opened: Opened
    answers: Mapping[str, str] = field(default_factory=dict)


def sealed(opened: Opened) -> bytes:
    """A package of which nothing has been answered yet."""
    packed = zlib.compress(opening.to_json(opened).encode())
    return seal().seal(_KIND, base64.b64encode(packed).decode())


def open_(upload: Upload) -> Lying | None:
    """The package again; None when it has gone."""
    if upload.sealed is None:
        return None
    packed, answers = _parts(upload.sealed)
    opened = opening.of_json(zlib.decompress(base64.b64decode(packed)).decode())
    return Lying(opened, answers) if isinstance(opened, Opened) else None


def answered(told: bytes | memoryview, answers: Mapping[str, str]) -> bytes:
    """The sealed package with these answers beside those there were."""
    packed, kept = _parts(told)
    for name, text in answers.items():
        keep(kept, name, text)
    return seal().seal(_KIND, f"{packed}\n{json.dumps(kept)}")


def _parts(told: bytes | memoryview) -> tuple[str, dict[str, str]]:
    """The package as text and, on a second line, the answers where there are any."""
    packed, _, answers = seal().unseal(_KIND, told).partition("\n")
    return packed, json.loads(answers) if answers else {}
