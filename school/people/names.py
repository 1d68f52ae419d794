"""Russian names: compared, shortened, taken apart, searched for Latin letters."""

import re
import unicodedata
from dataclasses import dataclass

from school.people.unreadable import Unreadable

_NBSP = "\N{NO-BREAK SPACE}"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u0060\u00b4"), "'")
_EMPTY_PATRONYMICS = {"", "нет", "отсутствует"}
_LOOKALIKES = str.maketrans(
    "ABCEHKMOPTXYËaceopxyë",
    "АВСЕНКМОРТХУЁасеорхуё",
)
_TURKIC = {"оглы", "оглу", "кызы", "гызы", "улы", "угли", "уулу"}
_PATRONYMIC_ENDINGS = ("вич", "ьич", "ыч", "мич", "кич", "вна", "чна")


@dataclass(frozen=True)
class FullName:
    """Surname, first name, patronymic (empty when there is none)."""

    last: str
    first: str
    patronymic: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The three parts as they are compared."""
        return (
            normalise(self.last),
            normalise(self.first),
            normalise_patronymic(self.patronymic),
        )

    @property
    def short(self) -> str:
        """«Наталия С.»: enough for the person, little for those who look on."""
        parts = (tidy(self.first), _initial(self.last))
        return _NBSP.join(part for part in parts if part)

    @property
    def with_initials(self) -> str:
        """«Петрова И. В.»."""
        parts = [tidy(self.last), _initial(self.first)]
        if normalise_patronymic(self.patronymic):
            parts.append(_initial(self.patronymic))
        return _NBSP.join(part for part in parts if part)

    @property
    def full(self) -> str:
        """«Петрова Ирина Владимировна»."""
        parts = [tidy(self.last), tidy(self.first)]
        if normalise_patronymic(self.patronymic):
            parts.append(tidy(self.patronymic))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Lookalikes:
    """Latin letters found inside Cyrillic text, and the text with them repaired.

    A letter that only Latin has (Q, W…) is found but stays as it is.
    """

    positions: tuple[int, ...]
    repaired: str

    def __bool__(self) -> bool:
        return bool(self.positions)


def tidy(text: str) -> str:
    """The text as typed, without what nobody sees: NFC, single plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def normalise(text: str) -> str:
    """One part of a name as it is compared (access.md §3, Matching).

    NFC, case, ё=е; every run of spaces, hyphens and dashes is one space, so that
    «Петров-Водкин», «Петров – Водкин» and «Петров Водкин» are one surname.
    """
    plain = tidy(text).translate(_APOSTROPHES).casefold().replace("ё", "е")
    return " ".join(re.sub(f"[{re.escape(_DASHES)}]", " ", plain).split())


def normalise_patronymic(text: str) -> str:
    """As `normalise`; «-», «нет» and «отсутствует» are no patronymic."""
    plain = normalise(text)
    return "" if plain in _EMPTY_PATRONYMICS else plain


def same_name(one: FullName, other: FullName) -> bool:
    """Whether two names are equal after normalisation, part by part."""
    return one.key == other.key


def lookalikes(text: str) -> Lookalikes:
    """Latin letters in a text that has Cyrillic ones; none in a purely Latin text."""
    latin = tuple(i for i, letter in enumerate(text) if _is(letter, "LATIN"))
    if not latin or not any(_is(letter, "CYRILLIC") for letter in text):
        return Lookalikes((), text)
    return Lookalikes(latin, as_cyrillic(text))


def as_cyrillic(text: str) -> str:
    """Every Latin letter that looks like a Cyrillic one replaced by it."""
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def split(text: str) -> FullName | Unreadable:
    """«Фамилия Имя Отчество» of one column, taken apart.

    Double surnames come with a hyphen (spaces round it are forgiven) or, when the
    patronymic is recognised, with a space; two words are a person without a patronymic.
    """
    words = _words(text)
    if not words:
        return Unreadable("ФИО не заполнено. Впишите фамилию, имя и отчество.")
    if any(word.endswith(".") for word in words):
        return Unreadable("Вместо имени инициалы. Впишите имя и отчество полностью.")
    if any(letter.isdigit() for word in words for letter in word):
        return Unreadable("В ФИО есть цифра. Впишите ФИО буквами, как в документе.")
    if len(words) == 1:
        return Unreadable("Есть только одно слово. Впишите фамилию, имя и отчество.")
    return _taken_apart(words)


def cased(part: str) -> str:
    """One part of a name as it is written: «ИВАНОВ» is Иванов, «иванова» Иванова."""
    return " ".join(_words(part))


def _words(text: str) -> list[str]:
    dashes = re.escape(_DASHES)
    joined = re.sub(rf"(?<=\w)\s*[{dashes}]\s*(?=\w)", "-", tidy(text))
    words = [word for word in joined.replace(",", " ").split() if word.strip(_DASHES)]
    shouted = [word for word in words if len(word) > 1]
    if shouted and (
        all(word.isupper() for word in shouted) or all(word.islower() for word in words)
    ):
        words = [_titled(word) for word in words]
    return words


def _titled(word: str) -> str:
    if word.casefold() in _TURKIC:
        return word.lower()
    parts = re.split(r"([-'])", word.lower())
    return "".join(
        part if part in _TURKIC else part[:1].upper() + part[1:] for part in parts
    )


def _taken_apart(words: list[str]) -> FullName | Unreadable:
    if normalise(words[-1]) in _EMPTY_PATRONYMICS:
        words = words[:-1]
        return _last_and_first(words)
    if len(words) >= 4 and words[-1].casefold() in _TURKIC:
        patronymic = " ".join(words[-2:])
        return FullName(" ".join(words[:-3]), words[-3], patronymic)
    if len(words) == 3:
        return FullName(words[0], words[1], words[2])
    if len(words) > 3 and _is_patronymic(words[-1]):
        return FullName(" ".join(words[:-2]), words[-2], words[-1])
    return _last_and_first(words)


def _last_and_first(words: list[str]) -> FullName | Unreadable:
    if len(words) == 2:
        return FullName(words[0], words[1])
    return Unreadable(
        "Непонятно, где фамилия, а где имя. Впишите их в отдельные столбцы."
    )


def _is_patronymic(word: str) -> bool:
    plain = normalise(word)
    return plain.endswith(_PATRONYMIC_ENDINGS) or plain.split()[-1] in _TURKIC


def _initial(part: str) -> str:
    word = next(iter(tidy(part).split()), "")
    pieces = [piece for piece in word.split("-") if piece]
    return "-".join(f"{piece[0].upper()}." for piece in pieces[:2])


def _is(letter: str, script: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith(script)
