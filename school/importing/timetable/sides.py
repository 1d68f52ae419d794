"""What stands at the sides of a grid: classes, numbers of lessons, shifts. Pure."""

import re

from school.importing.rows import class_name
from school.people.names import as_cyrillic, tidy

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# «8:30» and «8.30–9.10» are times.
_NUMBER = re.compile(
    r"(?i)(?:урок\s*№?\s*)?(\d{1,2})\s*(?:-?\s*[йя]|-?[ыо]й)?\s*(?:урок\w*|ур)?[.,)]?"
    r"(?=\s*$|\s+\(?\d{1,2}[:.]\d)"
)
_ROMAN_NUMBER = re.compile(r"(?i)([ivx]{1,4})(?:\s*урок|\.)?")
_MOST_LESSONS = 15
# Of a cell that is longer: these signs try a run of spaces in every way there is.
_LONGEST = 200
_LETTERS = re.compile(r"[^\W\d_]{0,4}")
_NO_LETTERS = {"КАБ", "УРОК", "УР", "ЧАС", "СМ", "ПАРА"}
_ASIDE = re.compile(r"\(.*|\bкл\b\.?")
_CLASS_AMONG_WORDS = re.compile(
    r"(?i)(\d{1,2}\s*[-–]?\s*[«\"]?\s*[а-яё]?\s*[»\"]?)\s*кл(?:асс\w*)?\b"
    r"|класс\w*:?\s*(\d{1,2}\s*[«\"]?\s*[а-яё]?\s*[»\"]?)(?!\w)"
)
_SHIFT = re.compile(r"(?i)(1|2|3|i{1,3}|перв|втор|трет)\w*(?:\W?[яй])?\s*смен")
_SHIFTS = {"1": 1, "i": 1, "перв": 1, "2": 2, "ii": 2, "втор": 2}


def class_of(written: str) -> str:
    """«5А» of a heading that names a class; empty for any other."""
    if not written[:1].isdigit():
        return ""
    first = tidy(next(iter(written.splitlines()), ""))
    named = class_name(_ASIDE.sub("", first).replace("-", " ").strip())
    if named is None:
        return ""
    letter = as_cyrillic(named.letter).upper()
    if not _LETTERS.fullmatch(letter) or letter in _NO_LETTERS:
        return ""
    return f"{named.grade}{letter}"


def class_among(words: str) -> str:
    """The class that a title names: «Расписание 5 «А» класса»; empty for none."""
    found = _CLASS_AMONG_WORDS.search(_plain(words))
    return class_of(words) or (class_of(found[1] or found[2]) if found else "")


def number_of(written: str) -> int:
    """The number of a lesson: «2», «2 урок», «2.», «II»; 0 for none."""
    bare = _plain(written)
    found = _NUMBER.match(bare)
    if found is not None:
        number = int(found[1])
        return number if number <= _MOST_LESSONS else 0
    roman = _ROMAN_NUMBER.fullmatch(bare)
    known = roman is not None and roman[1].lower() in _ROMAN
    return _ROMAN.index(roman[1].lower()) + 1 if roman is not None and known else 0


def shift_of(written: str) -> int:
    """The shift that the words name; 0 for none."""
    found = _SHIFT.search(_plain(written))
    return _SHIFTS.get(found[1].lower(), 3) if found is not None else 0


def _plain(written: str) -> str:
    return tidy(written[:_LONGEST])
