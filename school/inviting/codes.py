"""The code of an invitation: «7K4M-2XPT-9BEA». Pure.

Signs whose letters look alike in Latin and Cyrillic, so that it is typed in either
layout; kept and put into addresses in Latin. Twelve of seventeen signs: 49 bits.
"""

import re
import secrets
from collections.abc import Callable, Sequence

ALPHABET = "2346789ABEKMHPCTX"
LENGTH = 12
_IN_LATIN = str.maketrans("АВЕКМНРСТХЗБ", "ABEKMHPCTX36")


def new_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A code nobody can guess, as it is kept: twelve signs."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The same in three groups, for a person."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def normalise(typed: str) -> str | None:
    """The code as it is kept, from whatever a person typed; None if it is none."""
    plain = re.sub(r"[\W_]", "", typed.upper()).translate(_IN_LATIN)
    if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
        return None
    return plain
