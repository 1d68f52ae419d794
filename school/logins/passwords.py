"""Whether a password is fit to be one's own: length, leaked ones, words around. Pure.

Leaked passwords are Django's list of 20,000 (BSD), read where it lies; Russian words
and names are ours, in three spellings: as they are, typed in the other layout
(«gfhjkm»), in Latin letters («parol»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator

SHORTEST, LONGEST = 8, 128
_SHORTEST_WORD = 4
_FEWEST_SIGNS = 4
_SPACE = re.compile(r"\s+")
_WORDS = Path(__file__).with_name("words.txt")
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_SPELLED = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфцыэ", "abvgdeziyklmnoprstufcye", strict=True)),
        "ё": "e",
        "ж": "zh",
        "х": "h",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
    }
)

SHORT = f"В пароле должно быть не меньше {SHORTEST} знаков."
LONG = f"В пароле помещается {LONGEST} знаков."
COMMON = (
    "Этот пароль стоит в списках, по которым подбирают пароли. Придумайте другой:"
    " например, три-четыре слова подряд, которые ничего не значат вместе."
)
PLAIN = "В этом пароле почти все знаки одинаковые. Придумайте другой."
ABOUT = (
    "В пароле есть то, что о вас знают в классе: имя, школа, дата рождения или логин."
    " Придумайте такой, который никак с вами не связан."
)


@dataclass(frozen=True, slots=True)
class Around:
    """What others know of whoever chooses: ``words`` are names, login, school."""

    words: tuple[str, ...]
    birth_date: date


def unfit(password: str, around: Around) -> str:
    """The sentence why this password may not be chosen; empty where it may."""
    if len(password) < SHORTEST:
        return SHORT
    if len(password) > LONGEST:
        return LONG
    plain = _plain(password)
    if len(set(plain)) < _FEWEST_SIGNS:
        return PLAIN
    if _is_common(plain):
        return COMMON
    return ABOUT if _is_about(plain, around) else ""


def _plain(text: str) -> str:
    return _SPACE.sub("", text.casefold()).replace("ё", "е")


def _is_common(plain: str) -> bool:
    """On the list as it is or in the other layout, or a word with figures around."""
    if {plain, plain.translate(_TO_LATIN)} & _leaked():
        return True
    return plain.strip("0123456789!?.,;:*-_+=@#$%&()\"'/\\") in _words()


def _is_about(plain: str, around: Around) -> bool:
    digits = re.sub(r"\D", "", plain)
    if any(each in digits for each in _dates(around.birth_date)):
        return True
    return any(
        spelled in plain
        for typed in around.words
        for word in re.findall(r"\w+", _plain_words(typed))
        if len(word) >= _SHORTEST_WORD
        for spelled in _spellings(word)
    )


def _plain_words(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _dates(born: date) -> Iterator[str]:
    """A birth date as people write it, without its points."""
    for form in ("%d%m%Y", "%d%m%y", "%Y%m%d", "%y%m%d", "%m%d%Y"):
        yield born.strftime(form)
    yield f"{born.day}{born.month}{born.year}"


def _spellings(word: str) -> set[str]:
    return {
        word,
        word.translate(_TO_LATIN),
        word.translate(_TO_CYRILLIC),
        word.translate(_SPELLED),
    }


@cache
def _leaked() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


@cache
def _words() -> frozenset[str]:
    words = _WORDS.read_text("utf-8").split()
    return frozenset(spelled for word in words for spelled in _spellings(word))
