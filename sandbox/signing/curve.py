"""GOST R 34.10-2012 with 256-bit keys: own arithmetic on the curves of RFC 7836.

The hash is gostcrypto's. Its signatures cost 40 to 80 ms each, a sign-in needs
four of them, so points are added here (plain affine formulas, a few ms each).
"""

import secrets
from dataclasses import dataclass
from functools import lru_cache

import gostcrypto.gosthash as gosthash
from gostcrypto.gostsignature import CURVES_R_1323565_1_024_2019 as STANDARD_CURVES

Point = tuple[int, int] | None
"""A point of a curve; None is the point at infinity."""


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b over the field of p; the base point has order q."""

    p: int
    a: int
    b: int
    q: int
    base: tuple[int, int]

    def contains(self, point: tuple[int, int]) -> bool:
        """Tell whether the point lies on this curve."""
        x, y = point
        if not (0 <= x < self.p and 0 <= y < self.p):
            return False
        return (y * y - x * x * x - self.a * x - self.b) % self.p == 0

    def add(self, left: Point, right: Point) -> Point:
        """Add two points of the curve."""
        if left is None or right is None:
            return left or right
        x1, y1 = left
        x2, y2 = right
        if x1 == x2:
            if (y1 + y2) % self.p == 0:
                return None
            slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, self.p)
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, self.p)
        x = (slope * slope - x1 - x2) % self.p
        return x, (slope * (x1 - x) - y1) % self.p

    def multiply(self, factor: int, point: Point) -> Point:
        """Add a point to itself `factor` times, 0 ≤ factor < 2**256."""
        total: Point = None
        for place, power in enumerate(_doublings(self, point)):
            if factor >> place & 1:
                total = self.add(total, power)
        return total


@lru_cache(maxsize=64)
def _doublings(curve: Curve, point: Point) -> tuple[Point, ...]:
    """The point times 1, 2, 4 … 2**255; the same few points come again and again."""
    powers = [point]
    for _ in range(255):
        powers.append(curve.add(powers[-1], powers[-1]))
    return tuple(powers)


def _curve(name: str) -> Curve:
    numbers = STANDARD_CURVES[f"id-tc26-gost-3410-2012-256-paramSet{name}"]
    base = (numbers["x"], numbers["y"])
    return Curve(numbers["p"], numbers["a"], numbers["b"], numbers["q"], base)


XCHA = "1.2.643.2.2.36.0"
"""The parameter set of ЕСИА's own keys."""

CURVES = {
    "1.2.643.2.2.35.1": _curve("B"),
    "1.2.643.2.2.35.2": _curve("C"),
    "1.2.643.2.2.35.3": _curve("D"),
    XCHA: _curve("B"),
    "1.2.643.2.2.36.1": _curve("D"),
    "1.2.643.7.1.2.1.1.1": _curve("A"),
    "1.2.643.7.1.2.1.1.2": _curve("B"),
    "1.2.643.7.1.2.1.1.3": _curve("C"),
    "1.2.643.7.1.2.1.1.4": _curve("D"),
}
"""Curves by object identifier: CryptoPro A, B, C, XchA, XchB and tc26 A to D."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A point on a curve; checks signatures."""

    curve: Curve
    point: tuple[int, int]

    def accepts(self, signature: bytes, message: bytes) -> bool:
        """Check 64 bytes s‖r, both big-endian, over the UTF-8 bytes of a message."""
        if len(signature) != 64:
            return False
        q = self.curve.q
        s = int.from_bytes(signature[:32], "big")
        r = int.from_bytes(signature[32:], "big")
        if not (0 < s < q and 0 < r < q):
            return False
        inverse = pow(_number(message, q), -1, q)
        found = self.curve.add(
            self.curve.multiply(s * inverse % q, self.curve.base),
            self.curve.multiply(-r * inverse % q, self.point),
        )
        return found is not None and found[0] % q == r


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A secret number on a curve; signs."""

    curve: Curve
    secret: int

    def public(self) -> PublicKey:
        """Compute the public half."""
        point = self.curve.multiply(self.secret, self.curve.base)
        if point is None:
            raise ValueError("the private key is a multiple of the curve's order")
        return PublicKey(self.curve, point)

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes s‖r, both big-endian."""
        q = self.curve.q
        e = _number(message, q)
        while True:
            k = secrets.randbelow(q - 1) + 1
            found = self.curve.multiply(k, self.curve.base)
            r = found[0] % q if found else 0
            s = (r * self.secret + k * e) % q
            if r and s:
                return s.to_bytes(32, "big") + r.to_bytes(32, "big")


def new_private_key(curve: Curve) -> PrivateKey:
    """Make a key from the system's randomness."""
    return PrivateKey(curve, secrets.randbelow(curve.q - 1) + 1)


def streebog(message: bytes) -> bytes:
    """Hash with GOST R 34.11-2012, 256 bits."""
    return bytes(gosthash.new("streebog256", data=message).digest())


def _number(message: bytes, q: int) -> int:
    """Read the digest as a little-endian number (RFC 7091); zero counts as one."""
    return int.from_bytes(streebog(message), "little") % q or 1
