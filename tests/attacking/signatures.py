"""Signatures that are nearly one, as pairs of numbers and as one large number."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from random import Random

from esia.tests.stand import encoded
from tests.attacking.minting import ES, Mint

_HALF = 32
Near = Callable[[int, int, int], tuple[int, int]]

# Of (first, second, order of the curve). For GOST first is s and second r, for ES256
# the other way round; whatever does not fit into 32 bytes is cut.
_PAIRS: tuple[Near, ...] = (
    lambda a, b, q: (b, a),
    lambda a, b, q: (0, b),
    lambda a, b, q: (a, 0),
    lambda a, b, q: (0, 0),
    lambda a, b, q: (q, b),
    lambda a, b, q: (a, q),
    lambda a, b, q: (q, q),
    lambda a, b, q: (a + q, b),
    lambda a, b, q: (a, b + q),
    lambda a, b, q: (a + q, b + q),
    lambda a, b, q: (q - a, b),
    lambda a, b, q: (q - a, q - b),
    lambda a, b, q: (1, 1),
    lambda a, b, q: (1, b),
    lambda a, b, q: (a, 1),
    lambda a, b, q: (q - 1, b),
    lambda a, b, q: (a, q - 1),
    lambda a, b, q: (a ^ 1, b),
    lambda a, b, q: (pow(a, -1, q), b),
    lambda a, b, q: (2 * a % q, 2 * b % q),
)


def numbers(mint: Mint, chance: Random) -> str:
    """The numbers of a signature: swapped, zero, the order, beyond it, below zero."""
    text, raw = _signed(mint, chance)
    near = _of_a_pair if len(raw) == 2 * _HALF else _of_one_number
    return f"{text}.{encoded(near(mint, raw, chance))}"


def order_of_bytes(mint: Mint, chance: Random) -> str:
    """The bytes of a signature, or of its halves, the other way round or turned."""
    text, raw = _signed(mint, chance)
    half = len(raw) // 2
    first, second = raw[:half], raw[half:]
    turn = chance.randrange(1, len(raw))
    ways = (
        raw[::-1],
        first[::-1] + second[::-1],
        first[::-1] + second,
        first + second[::-1],
        second[::-1] + first,
        raw[turn:] + raw[:turn],
        bytes(255 - byte for byte in raw),
    )
    return f"{text}.{encoded(chance.choice(ways))}"


def length(mint: Mint, chance: Random) -> str:
    """Longer or shorter, doubled, in DER, of zeros or ones."""
    text, raw = _signed(mint, chance)
    more = chance.randint(1, 70)
    der = b"\x30\x44\x02\x20" + raw[:_HALF] + b"\x02\x20" + raw[_HALF : 2 * _HALF]
    ways = (
        raw + bytes(more),
        bytes(more) + raw,
        raw[:-more],
        raw[more:],
        raw + raw,
        der,
        b"\4" + raw,
        bytes(len(raw)),
        b"\xff" * len(raw),
        raw.hex().encode(),
        encoded(raw).encode(),
        chance.randbytes(len(raw)),
    )
    return f"{text}.{encoded(chance.choice(ways))}"


def of_another_token(mint: Mint, chance: Random) -> str:
    """A signature that holds, over something else."""
    first, second = chance.sample(mint.good, 2)
    return f"{first.rpartition('.')[0]}.{second.rpartition('.')[2]}"


def _signed(mint: Mint, chance: Random) -> tuple[str, bytes]:
    text, _, signature = chance.choice(mint.good).rpartition(".")
    return text, urlsafe_b64decode(signature + "==")


def _of_a_pair(mint: Mint, raw: bytes, chance: Random) -> bytes:
    a, b = (int.from_bytes(raw[at : at + _HALF], "big") for at in (0, _HALF))
    pairs = [near(a, b, mint.order) for near in _PAIRS]
    if mint.algorithm != ES:
        # (r, q − s) is a signature of the same text by ECDSA's own arithmetic, as
        # `test_tokens` says; GOST's equation knows only one s for an r.
        pairs.append((a, mint.order - b))
    return b"".join(
        (number % 2 ** (8 * _HALF)).to_bytes(_HALF, "big")
        for number in chance.choice(pairs)
    )


def _of_one_number(mint: Mint, raw: bytes, chance: Random) -> bytes:
    s, n = int.from_bytes(raw, "big"), mint.order
    near = chance.choice(
        (0, 1, 2, n, n - 1, n - s, n + s, s + 1, s - 1, s * s % n, 2 * s)
    )
    return near.to_bytes(len(raw) + 1, "big")[chance.choice((0, 1)) :]


SIGNATURES = {
    "числа подписи (s и r местами, 0, q, q − s)": numbers,
    "порядок байтов подписи": order_of_bytes,
    "длина подписи": length,
    "подпись другого токена": of_another_token,
}
