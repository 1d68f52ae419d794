"""Sealing what must not be read from a stolen database, and finding it again.

A sealed value is one byte of key version, a 12-byte nonce and AES-256-GCM's output;
the kind and the version are authenticated with it, so that a sealed certificate is
never opened as a СНИЛС. A digest is `<version>:<HMAC-SHA256 in hex>` under a key of its
own for each kind: equal values meet, nothing else can be learned without the key.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# An identity is what Госуслуги said of a person; it is sealed and never looked for. An
# invitation is found by the digest of its code, and sealed in a cookie; a login
# is found, and a card's code compared, by theirs; who has forgotten a password is
# sealed for a moment, and the link to a new one is found by its digest. A table is a
# list that a school sent, a package the same of another system. Of a letter its
# reader's address is sealed in a link, and found by its digest once he wants no more.
Sealable = Literal[
    "snils",
    "certificate",
    "identity",
    "invitation",
    "table",
    "package",
    "login",
    "code",
    "recovery",
    "letter",
]

_KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION_BYTES = 1


class SealError(Exception):
    """A sealed value that no key of ours opens: a wrong key or a damaged row."""


@dataclass(frozen=True)
class Seal:
    """Keys by version (1–255, 32 bytes each); new values take the `current` one."""

    keys: Mapping[int, bytes] = field(repr=False)
    current: int

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError("the current version has no key")
        for version, key in self.keys.items():
            if not 1 <= version <= 255:
                raise ValueError("a key version is a number from 1 to 255")
            if len(key) != _KEY_BYTES:
                raise ValueError("a seal key has 32 bytes")

    def seal(self, kind: Sealable, text: str) -> bytes:
        """The text, unreadable without the key; never the same bytes twice."""
        nonce = os.urandom(_NONCE_BYTES)
        box = AESGCM(self._derived(self.current, b"seal"))
        head = bytes([self.current])
        return head + nonce + box.encrypt(nonce, text.encode(), _label(kind, head))

    def unseal(self, kind: Sealable, sealed: bytes | memoryview) -> str:
        """The text again; SealError when version, key, kind or bytes are not right."""
        raw = bytes(sealed)
        head, nonce = raw[:_VERSION_BYTES], raw[1 : 1 + _NONCE_BYTES]
        if len(nonce) < _NONCE_BYTES or head[0] not in self.keys:
            raise SealError("no key of this version")
        box = AESGCM(self._derived(head[0], b"seal"))
        try:
            text = box.decrypt(nonce, raw[1 + _NONCE_BYTES :], _label(kind, head))
        except InvalidTag as error:
            raise SealError("the sealed value does not open") from error
        return text.decode()

    def digest(self, kind: Sealable, text: str) -> str:
        """What a new row is found by later: `1:9f86d081…`."""
        return self._digest(self.current, kind, text)

    def digests(self, kind: Sealable, text: str) -> tuple[str, ...]:
        """Every digest a row may carry while keys are being changed, newest first."""
        versions = sorted(self.keys, key=lambda version: version != self.current)
        return tuple(self._digest(version, kind, text) for version in versions)

    def _digest(self, version: int, kind: Sealable, text: str) -> str:
        key = self._derived(version, b"digest:" + kind.encode())
        return f"{version}:{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"

    def _derived(self, version: int, purpose: bytes) -> bytes:
        """One key for one purpose, so that no two uses ever share bytes."""
        return hmac.new(self.keys[version], purpose, hashlib.sha256).digest()


def _label(kind: Sealable, head: bytes) -> bytes:
    return kind.encode() + b"\x00" + head
