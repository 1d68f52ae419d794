"""Logins and activation codes: made at random, printed, typed in again. Pure.

A login is three letters and five digits («kvt48273»), which follow from nothing. A code
is ten of thirty signs, 49 bits, printed in two groups of five. No sign of either looks
like another one; what Cyrillic has of the same look is read as Latin.
"""

import re
import secrets
from collections.abc import Callable, Sequence

Choose = Callable[[Sequence[str]], str]

LETTERS = "abcdefghkmnpqrstuvwxyz"
DIGITS = "23456789"
ALPHABET = "23456789ABCDEFGHKLMNPRSTUVWXYZ"
LENGTH = 10
_GROUP = 5
_LOGIN = re.compile(f"[{LETTERS}]{{3}}[{DIGITS}]{{5}}")
_SMALL = str.maketrans("асеркмтхуо", "acepkmtxyo")
_CAPITAL = str.maketrans("АВЕКМНРСТУХЗ", "ABEKMHPCTYX3")


def new_login(choose: Choose = secrets.choice) -> str:
    """A login that follows from nothing: 350 million of them."""
    letters = "".join(choose(LETTERS) for _ in range(3))
    return letters + "".join(choose(DIGITS) for _ in range(5))


def new_code(choose: Choose = secrets.choice) -> str:
    """A code nobody can guess, as it is kept: ten signs."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The same in two groups, for a person: «7K4MX 2PTBA»."""
    return f"{code[:_GROUP]} {code[_GROUP:]}"


def read_login(typed: str) -> str | None:
    """The login as it is kept, from whatever a person typed; None if it is none."""
    plain = re.sub(r"[\s\-]", "", typed.lower()).translate(_SMALL)
    return plain if _LOGIN.fullmatch(plain) else None


def read_code(typed: str) -> str | None:
    """The code as it is kept, likewise."""
    plain = re.sub(r"[\W_]", "", typed.upper()).translate(_CAPITAL)
    if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
        return None
    return plain
