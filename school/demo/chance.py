"""Chance that repeats itself: the same words give the same luck on every machine."""

import hashlib
from random import Random

_SEED = "Заокская область"


def luck(*about: object) -> Random:
    """A generator of its own for one thing: a school's people, a student's level."""
    return Random(_words(about))  # noqa: S311 - invented data, not a secret


def luck_of(key: int, moment: int = 0) -> Random:
    """The same for what has a public key and comes by the hundred thousand, a lesson, a
    week of a student: to spell it out would cost more than all its luck is used for."""
    return Random(key << 32 | moment)  # noqa: S311 - invented data, not a secret


def key(*about: object) -> int:
    """The public key of an invented row: 63 bits that the next run finds again."""
    digest = hashlib.sha256(_words(about).encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def _words(about: tuple[object, ...]) -> str:
    return "|".join([_SEED, *(str(part) for part in about)])
