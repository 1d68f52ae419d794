"""Russian typography: where a line may not break, and which form a noun takes."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

NBSP: Final = "\u00a0"

_ABBREVIATIONS: Final = ("с", "стр", "п", "ч", "упр", "каб", "гл", "рис")
_COUNTED: Final = (
    "минут|час|день|дн|недел|месяц|год|лет|урок|класс|отмет"
    "|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
)
_LETTER: Final = "[А-Яа-яЁёA-Za-z]"
_OPENING: Final = r"[\s(«„\"]"

_NO_SPACE_YET = re.compile(r"[№§](?=\d)|[А-ЯЁ]\.(?=[А-ЯЁ]\.)")
# It begins with the space itself, so that a text is searched at the speed of memchr:
# a line that nobody has read yet costs microseconds.
_NEVER_BREAKS = re.compile(
    " (?:"
    + "|".join(
        (
            r"(?=[—–] )",
            r"(?<=[№§] )(?=\d)",
            *(rf"(?<=\b{word}\. )(?=\d)" for word in _ABBREVIATIONS),
            rf"(?<=\d )(?=(?:{_COUNTED}))",
            r"(?=[А-ЯЁ]\.)",
            r"(?<=\s[А-ЯЁ]\. )(?=[А-ЯЁ][а-яё])",
            *(
                rf"(?<={before}{_LETTER}{{{letters}}} )(?=\S)"
                for before in ("^", _OPENING)
                for letters in (1, 2)
            ),
        )
    )
    + ")"
)


def typo(text: str) -> str:
    """Put no-break spaces where Russian typography wants them.

    After one- and two-letter words, №, § and «с.», before a dash, around initials,
    between a number and the minutes, days or marks it counts. Never for the messages
    that are kept byte for byte. Markup stays markup.
    """
    if type(text) is str:  # a page of the diary asks a hundred times
        return _set_well(text)
    done = _set_well(str(text))
    return Markup(done) if isinstance(text, Markup) else done  # noqa: S704 (was markup)


# One task is read by a class and its parents: the same few thousand lines come back.
@lru_cache(maxsize=16384)
def _set_well(text: str) -> str:
    spaced = _NO_SPACE_YET.sub(rf"\g<0>{NBSP}", text)
    return _NEVER_BREAKS.sub(NBSP, spaced)


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
