"""Elliptic curves of GOST R 34.10-2012, 256 bits: parameters and arithmetic.

Points are affine pairs outside; inside sums run in Jacobian coordinates
(X : Y : Z) = (X/Z², Y/Z³), so that a whole multiplication costs one inversion.
A point that is multiplied often (the generator, a trusted key) gets a table of its
multiples: then a product is at most 65 additions and no doubling.

Nothing here runs in constant time: see the README before using it with a key that
strangers may time.
"""

from dataclasses import dataclass
from functools import lru_cache

Point = tuple[int, int]
Jacobian = tuple[int, int, int]
Table = tuple[tuple[Point, ...], ...]

_ZERO: Jacobian = (1, 1, 0)
_WINDOW = 4  # bits; digits run from −7 to 8


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b over the field of p; `base` generates a group of order q."""

    name: str
    p: int
    a: int
    b: int
    q: int
    base: Point
    cofactor: int = 1

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in the subgroup where signatures live."""
        x, y = point
        if not (0 <= x < self.p and 0 <= y < self.p):
            return False
        if (y * y - (x * x + self.a) * x - self.b) % self.p:
            return False
        # With cofactor 1 the whole curve is the subgroup.
        return self.cofactor == 1 or multiply(self, self.q, point) is None


def _double(curve: Curve, point: Jacobian) -> Jacobian:
    x, y, z = point
    p = curve.p
    if not z or not y:
        return _ZERO
    yy = y * y % p
    s = 4 * x * yy % p
    m = (3 * x * x + curve.a * pow(z, 4, p)) % p
    x3 = (m * m - 2 * s) % p
    return x3, (m * (s - x3) - 8 * yy * yy) % p, 2 * y * z % p


def _add(curve: Curve, left: Jacobian, right: Point) -> Jacobian:
    """Add an affine point to a Jacobian one, whatever they are."""
    x1, y1, z1 = left
    x2, y2 = right
    if not z1:
        return x2, y2, 1
    p = curve.p
    zz = z1 * z1 % p
    h = (x2 * zz - x1) % p
    r = (y2 * zz * z1 - y1) % p
    if not h:
        return _ZERO if r else _double(curve, left)
    hh = h * h % p
    hhh = h * hh % p
    v = x1 * hh % p
    x3 = (r * r - hhh - 2 * v) % p
    return x3, (r * (v - x3) - y1 * hhh) % p, z1 * h % p


def _affine(curve: Curve, points: list[Jacobian]) -> list[Point]:
    """Bring finite points to affine form with one inversion for all of them."""
    p = curve.p
    products = [1]
    for _, _, z in points:
        products.append(products[-1] * z % p)
    inverse = pow(products.pop(), -1, p)
    found: list[Point] = []
    for (x, y, z), before in zip(reversed(points), reversed(products), strict=True):
        one = inverse * before % p
        inverse = inverse * z % p
        square = one * one % p
        found.append((x * square % p, y * square * one % p))
    return found[::-1]


def _digits(scalar: int) -> list[int]:
    """Write a scalar in base 16 with digits from −7 to 8, lowest first."""
    digits = []
    while scalar:
        digit = scalar & 15
        if digit > 8:
            digit -= 16
        digits.append(digit)
        scalar = (scalar - digit) >> _WINDOW
    return digits


@lru_cache(maxsize=32)
def table(curve: Curve, point: Point) -> Table:
    """Return the multiples 1…8 of 16ⁱ·point for every digit i of a scalar."""
    half = 1 << (_WINDOW - 1)
    rows = curve.q.bit_length() // _WINDOW + 1
    multiples: list[Jacobian] = []
    first = point
    for _ in range(rows):
        row: list[Jacobian] = [(*first, 1)]
        while len(row) < half:
            row.append(_add(curve, row[-1], first))
        multiples += row
        first = _affine(curve, [_double(curve, row[-1])])[0]
    flat = _affine(curve, multiples)
    return tuple(tuple(flat[i : i + half]) for i in range(0, rows * half, half))


def combine(curve: Curve, *terms: tuple[int, Table]) -> Point | None:
    """Return the sum of scalar·point over the terms; None is the point at infinity.

    A scalar lies between 0 and q; a point is given by its table.
    """
    total = _ZERO
    p = curve.p
    for scalar, rows in terms:
        for digit, row in zip(_digits(scalar), rows, strict=False):
            if digit > 0:
                total = _add(curve, total, row[digit - 1])
            elif digit:
                x, y = row[-digit - 1]
                total = _add(curve, total, (x, p - y))
    return _affine(curve, [total])[0] if total[2] else None


def multiply(curve: Curve, scalar: int, point: Point) -> Point | None:
    """Return scalar·point without a table, for a point that is met once."""
    total = _ZERO
    for bit in bin(scalar)[2:]:
        total = _double(curve, total)
        if bit == "1":
            total = _add(curve, total, point)
    return _affine(curve, [total])[0] if total[2] else None


_CRYPTOPRO_A = Curve(
    name="CryptoPro-A",
    p=2**256 - 617,
    a=2**256 - 620,
    b=166,
    q=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893,
    base=(1, 0x8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14),
)
_CRYPTOPRO_B = Curve(
    name="CryptoPro-B",
    p=2**255 + 3225,
    a=2**255 + 3222,
    b=0x3E1AF419A269A5F866A7D3C25C3DF80AE979259373FF2B182F49D4CE7E1BBC8B,
    q=0x800000000000000000000000000000015F700CFFF1A624E5E497161BCC8A198F,
    base=(1, 0x3FA8124359F96680B83D1C3EB2C070E5C545C9858D03ECFB744BF8D717717EFC),
)
_CRYPTOPRO_C = Curve(
    name="CryptoPro-C",
    p=0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D759B,
    a=0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D7598,
    b=32858,
    q=0x9B9F605F5A858107AB1EC85E6B41C8AA582CA3511EDDFB74F02F3A6598980BB9,
    base=(0, 0x41ECE55743711A8C3CBF3783CD08C0EE4D4DC440D4641A8F366E550DFDB3BB67),
)
_TC26_A = Curve(
    name="TC26-256-A",
    p=2**256 - 617,
    a=0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335,
    b=0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513,
    q=0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67,
    base=(
        0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28,
        0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C,
    ),
    cofactor=4,
)

# The same curves bear several object identifiers (RFC 4357, RFC 7836).
CURVES = {
    "1.2.643.2.2.35.1": _CRYPTOPRO_A,
    "1.2.643.2.2.35.2": _CRYPTOPRO_B,
    "1.2.643.2.2.35.3": _CRYPTOPRO_C,
    "1.2.643.2.2.36.0": _CRYPTOPRO_A,
    "1.2.643.2.2.36.1": _CRYPTOPRO_C,
    "1.2.643.7.1.2.1.1.1": _TC26_A,
    "1.2.643.7.1.2.1.1.2": _CRYPTOPRO_A,
    "1.2.643.7.1.2.1.1.3": _CRYPTOPRO_B,
    "1.2.643.7.1.2.1.1.4": _CRYPTOPRO_C,
}
