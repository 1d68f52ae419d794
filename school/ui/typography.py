"""Russian typography: where a line may not break, and which form a noun takes."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

NBSP: Final = "\u00a0"

_SHORT_WORD = re.compile(r"(?<![^\s(«„\"\u00a0])([А-Яа-яЁёA-Za-z]{1,2}) (?=\S)")
_BEFORE_DASH = re.compile(r" (?=[—–] )")
_ABBREVIATION = re.compile(r"(?<!\w)(с|стр|упр|каб|гл|рис)\. (?=\d)")
_AFTER_SIGN = re.compile(r"([№§]) ?(?=\d)")
_INITIAL = re.compile(r" (?=[А-ЯЁ]\.)")
_INITIALS = re.compile(r"(?<=[А-ЯЁ]\.)(?=[А-ЯЁ]\.)")
_INITIAL_NAME = re.compile(r"(?<=\s[А-ЯЁ]\.) (?=[А-ЯЁ][а-яё])")


def typo(text: str) -> str:
    """Put no-break spaces where Russian typography wants them.

    After one- and two-letter words, №, § and «с.», before a dash, around initials.
    Never for the messages that are kept byte for byte. Markup stays markup.
    """
    done = _set_well(str(text))
    return Markup(done) if isinstance(text, Markup) else done  # noqa: S704 (was markup)


# One task is read by a class and its parents: the same few thousand lines come back.
@lru_cache(maxsize=4096)
def _set_well(text: str) -> str:
    done = _SHORT_WORD.sub(rf"\1{NBSP}", text)
    done = _BEFORE_DASH.sub(NBSP, done)
    done = _ABBREVIATION.sub(rf"\1.{NBSP}", done)
    done = _AFTER_SIGN.sub(rf"\1{NBSP}", done)
    done = _INITIALS.sub(NBSP, done)
    done = _INITIAL.sub(NBSP, done)
    return _INITIAL_NAME.sub(NBSP, done)


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the form of the noun for this count: 1 отметка, 2 отметки, 5 отметок."""
    tail, tens = abs(count) % 10, abs(count) % 100
    if tail == 1 and tens != 11:
        return one
    if tail in (2, 3, 4) and tens not in (12, 13, 14):
        return few
    return many


def counted(count: int, one: str, few: str, many: str) -> str:
    """Return the count and its noun, never parted: «8 отметок»."""
    return f"{count}{NBSP}{plural(count, one, few, many)}"


def initial(name: str) -> str:
    """Return the first letter of a name, for the circle beside it."""
    return name.strip()[:1].upper()


def sentence(text: str) -> str:
    """Return the text with its first letter capital and the rest untouched."""
    return text[:1].upper() + text[1:]


def phone(number: str) -> str:
    """Return the digits a telephone dials: «8 (4912) 00-00-00» → 84912000000."""
    kept = "".join(sign for sign in number if sign.isdigit())
    return f"+{kept}" if number.strip().startswith("+") else kept


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "typo": typo,
    "plural": plural,
    "counted": counted,
    "initial": initial,
    "phone": phone,
    "sentence": sentence,
}
