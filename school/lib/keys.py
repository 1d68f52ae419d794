"""Public keys of rows: what an address may carry instead of a counting id.

A key is a random integer of 63 bits, written as 13 letters of Crockford's base 32
in lower case. It tells nothing about other rows and cannot be counted through.
"""

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_LENGTH = 13


def new_key() -> int:
    """A fresh random key, 0 ≤ key < 2⁶³, for a bigint column."""
    return secrets.randbits(63)


def to_text(key: int) -> str:
    """The thirteen letters of a key, for an address or a page.

    Two letters at a time: a page of the diary spells forty keys.
    """
    return (
        _ALPHABET[key >> 60]
        + _PAIRS[key >> 50 & 1023]
        + _PAIRS[key >> 40 & 1023]
        + _PAIRS[key >> 30 & 1023]
        + _PAIRS[key >> 20 & 1023]
        + _PAIRS[key >> 10 & 1023]
        + _PAIRS[key & 1023]
    )


def from_text(text: str) -> int | None:
    """The key that thirteen letters spell, or None when they spell none."""
    if len(text) != _LENGTH:
        return None
    key = 0
    for letter in text:
        value = _VALUES.get(letter)
        if value is None:
            return None
        key = key << 5 | value
    return key if key < 1 << 63 else None


class KeyConverter:
    """``<key:name>`` in an address: the view gets the integer."""

    regex = f"[{_ALPHABET}]{{{_LENGTH}}}"

    def to_python(self, value: str) -> int:
        key = from_text(value)
        if key is None:
            raise ValueError
        return key

    def to_url(self, value: int | str) -> str:
        return value if isinstance(value, str) else to_text(value)
