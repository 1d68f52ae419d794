"""Reference numbers of sign-in attempts: «ЭШ-2611-7К4М2Х», said over the phone.

Year and month, then six signs of an alphabet whose letters look alike in Cyrillic and
Latin, without 0, 1 and 5: about 24 million numbers a month. The number opens nothing:
its page shows a state and no names.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date

ALPHABET = "2346789АВЕКМНРСТХ"
_LENGTH = 6
_PREFIX = "ЭШ"
_LETTERS = str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")
_HEARD = str.maketrans("ЗБ", "36")
_DIGITS = str.maketrans("OОIЗБ", "00136")


def generate(on: date, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new number of that day's month; the caller tries again when it is taken."""
    signs = "".join(choose(ALPHABET) for _ in range(_LENGTH))
    return f"{_PREFIX}-{on.year % 100:02}{on.month:02}-{signs}"


def normalise(typed: str) -> str | None:
    """The number as we keep it, from whatever a person typed; None if it is not one.

    Any case, either layout's look-alike letters, with or without hyphens and «ЭШ».
    """
    plain = re.sub(r"[\W_]", "", typed.upper())
    plain = plain.removeprefix(_PREFIX)
    if len(plain) != 4 + _LENGTH:
        return None
    month = plain[:4].translate(_DIGITS)
    signs = plain[4:].translate(_LETTERS).translate(_HEARD)
    if not re.fullmatch(r"[0-9]{2}(0[1-9]|1[0-2])", month):
        return None
    if not set(signs) <= set(ALPHABET):
        return None
    return f"{_PREFIX}-{month}-{signs}"
