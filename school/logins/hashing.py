"""Hashing passwords: argon2id, so many at once and no more.

One hash takes 60 ms of a processor and 19 MiB. Whoever finds all places taken waits two
seconds at most: an endless queue is an outage. The parameters are those of OWASP's
minimum (security reference §4.4); a hash says which ones it was made with, and is made
anew when they change.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB, ROUNDS, LANES = 19_456, 2, 1
_SALT_BYTES, _LENGTH = 16, 32
_HEAD = f"$argon2id$v=19$m={MEMORY_KIB},t={ROUNDS},p={LANES}$"
WAIT_S = 2.0


class Busy(Exception):  # noqa: N818 - no error: whoever asks comes again
    """Too many passwords are being compared at this moment."""


@dataclass(frozen=True, slots=True)
class Places:
    """So many hashes at once; whoever comes then waits so long for a place."""

    free: BoundedSemaphore
    wait_s: float = WAIT_S

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place till the end of the block; Busy where none became free."""
        if not self.free.acquire(timeout=self.wait_s):
            raise Busy
        try:
            yield
        finally:
            self.free.release()


# One core is left for those who are in already.
PLACES = Places(BoundedSemaphore(max(1, (os.cpu_count() or 2) - 1)))


def hash_of(password: str, places: Places = PLACES) -> str:
    """What is kept of a password, with a salt of its own. Raises Busy."""
    salt = os.urandom(_SALT_BYTES)
    with places.one():
        made = Argon2id(
            salt=salt,
            length=_LENGTH,
            iterations=ROUNDS,
            lanes=LANES,
            memory_cost=MEMORY_KIB,
        )
        return made.derive_phc_encoded(password.encode())


def is_right(password: str, kept: str, places: Places = PLACES) -> bool:
    """Whether this is the password; where none is kept it takes as long to say no.

    Raises Busy.
    """
    if not kept:
        hash_of(password, places)
        return False
    with places.one():
        try:
            Argon2id.verify_phc_encoded(password.encode(), kept)
        except InvalidKey:
            return False
    return True


def is_dated(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return not kept.startswith(_HEAD)
