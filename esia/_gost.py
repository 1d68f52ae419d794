"""Signatures of GOST R 34.10-2012 with 256 bits, raw as ЕСИА wants them.

A signature is 64 bytes, s‖r, each number big-endian, while the digest is read as a
little-endian number (RFC 7091). This is what `openssl dgst -md_gost12_256 -sign`
writes; CryptoPro writes the mirror image.
"""

import secrets
from dataclasses import dataclass

from esia._curves import Curve, Point, combine, table
from esia._streebog import streebog256

SIGNATURE_BYTES = 64
_HALF = SIGNATURE_BYTES // 2


@dataclass(frozen=True, slots=True)
class GostPublicKey:
    """A point on a curve: whoever holds the number behind it made the signature."""

    curve: Curve
    point: Point

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the 64 bytes are this key's signature of the message."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        return self._verifies_digest(streebog256(message), signature)

    def _verifies_digest(self, digest: bytes, signature: bytes) -> bool:
        q = self.curve.q
        s = int.from_bytes(signature[:_HALF], "big")
        r = int.from_bytes(signature[_HALF:], "big")
        if not (0 < r < q and 0 < s < q):
            return False
        v = pow(_number(digest, q), -1, q)
        found = combine(
            self.curve,
            (s * v % q, table(self.curve, self.curve.base)),
            (-r * v % q, table(self.curve, self.point)),
        )
        return found is not None and found[0] % q == r


@dataclass(frozen=True, slots=True, repr=False)
class GostPrivateKey:
    """A secret number below the order of its curve."""

    curve: Curve
    secret: int

    @classmethod
    def generate(cls, curve: Curve) -> "GostPrivateKey":
        """Make a new key from the system's randomness."""
        return cls(curve, 1 + secrets.randbelow(curve.q - 1))

    def public(self) -> GostPublicKey:
        """Return the other half, which may be shown to anybody."""
        point = combine(self.curve, (self.secret, table(self.curve, self.curve.base)))
        if point is None:  # cannot be: 0 < secret < q
            raise ArithmeticError
        return GostPublicKey(self.curve, point)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes s‖r over the message."""
        digest = streebog256(message)
        while True:
            k = 1 + secrets.randbelow(self.curve.q - 1)
            signature = self._sign_digest(digest, k)
            if signature is not None:
                return signature

    def _sign_digest(self, digest: bytes, k: int) -> bytes | None:
        """Sign with a given random k; None when the standard asks for another one."""
        q = self.curve.q
        found = combine(self.curve, (k, table(self.curve, self.curve.base)))
        r = found[0] % q if found else 0
        s = (r * self.secret + k * _number(digest, q)) % q
        if not (r and s):
            return None
        return s.to_bytes(_HALF, "big") + r.to_bytes(_HALF, "big")


def _number(digest: bytes, q: int) -> int:
    """Read a digest as the number e of the standard, which is never zero."""
    return int.from_bytes(digest, "little") % q or 1
