"""An e-mail address in what somebody typed, who was asked how to answer him. Pure."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

# RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets.
_LONGEST = 254
_WORD = re.compile(r"[^\s,;<>()\[\]«»\"]+@[^\s,;<>()\[\]«»\"]+")
_sound = EmailValidator()


def address_in(typed: str) -> str:
    """The first address of these words, «8 900…, ivanova@example.test»; empty: none."""
    for found in _WORD.findall(typed):
        word: str = found.rstrip(".:!?")
        if len(word) <= _LONGEST and _is_sound(word):
            return word
    return ""


def _is_sound(word: str) -> bool:
    try:
        _sound(word)
    except ValidationError:
        return False
    return True
