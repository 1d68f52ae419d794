"""The name of a class as people type it: «5 Б», «5-б», «5«Б»», «5 класс Б», «11»."""

import re

from school.people.names import as_cyrillic

_CLASS = re.compile(
    r"(\d{1,2})[\W_]*(?:класс\w*)?[\W_]*([^\W\d_]?)[\W_]*(?:класс\w*)?", re.IGNORECASE
)
_GRADES = range(1, 12)


def read(typed: str) -> tuple[int, str] | None:
    """Grade and letter as they are compared, perhaps empty; None: it names no class."""
    found = _CLASS.fullmatch(typed.strip())
    if found is None or int(found[1]) not in _GRADES:
        return None
    return int(found[1]), plain(found[2])


def plain(letter: str) -> str:
    """A letter as it is compared: capital, Ё as Е, Latin look-alikes as Cyrillic."""
    return as_cyrillic(letter.upper()).replace("Ё", "Е")
