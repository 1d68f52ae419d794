"""Finding cards by whatever is typed: part of a name, СНИЛС, telephone, a number.

A name is found by the first letters of its parts, ё being е; a Latin letter inside a
Cyrillic name, which nobody sees, does not hide it. All of it is a filter over the cards
of one school, which are read by the index of its names: a thousand rows, not a region.
"""

import re
from collections.abc import Callable

from django.db.models import Q, QuerySet

from school.access import references
from school.access.gathering import seal
from school.access.models import HeldCard
from school.lib.keys import from_text
from school.people import phones, snils
from school.people.models import Card
from school.people.names import as_cyrillic, tidy
from school.rights.visitor import Visitor

MOST_WORDS = 6
# With fewer digits almost everybody's telephone would be found.
FEWEST_DIGITS = 4
_LATIN = {as_cyrillic(letter): letter for letter in "abcehkmoptxy"}
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")

# Where a number leads besides: a message about sign-in, told later in the story.
Whither = Callable[[Visitor, str], str | None]
_whithers: list[Whither] = []


def lead(whither: Whither) -> None:
    """Say where a reference number leads; called from a context's ``ready``."""
    _whithers.append(whither)


def message_of(visitor: Visitor, text: str) -> str:
    """The address of the message with this number, empty where he may read none."""
    number = references.normalise(text)
    if number is None:
        return ""
    found = (whither(visitor, number) for whither in _whithers)
    return next((address for address in found if address), "")


def found_by(cards: QuerySet[Card], text: str) -> QuerySet[Card]:
    """Those of the cards that the text means; all for an empty text."""
    return cards.filter(_named(text) | _numbered(text)) if text else cards


def words_of(text: str) -> list[str]:
    """The beginnings of a name's parts, as they are compared."""
    plain = as_cyrillic(tidy(text).casefold()).replace("ё", "е")
    return [word for word in _BETWEEN.split(plain) if word][:MOST_WORDS]


def _named(text: str) -> Q:
    """Every word begins a part of the name, whichever."""
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        found &= Q(name_key__regex=f"(^|[ -]){''.join(map(_either, word))}")
    return found


def _either(letter: str) -> str:
    """The letter as a pattern: it or the Latin one that looks like it."""
    latin = _LATIN.get(letter)
    if latin is not None:
        return f"[{letter}{latin}]"
    return letter if letter.isalnum() else f"\\{letter}"


def _numbered(text: str) -> Q:
    found = Q()
    number = snils.parse(text)
    if isinstance(number, str):
        found |= Q(snils_digest__in=seal().digests("snils", number))
    digits = phones.digits(text)
    if len(digits) >= FEWEST_DIGITS:
        # One pattern: to take everything else out of each telephone costs three times.
        found |= Q(phone__regex="[^0-9]*".join(digits))
    reference = references.normalise(text)
    if reference is not None:
        held = HeldCard.objects.filter(reference=reference)
        found |= Q(pk__in=held.values("card"))
    key = from_text(text.strip())
    if key is not None:
        found |= Q(key=key)
    return found
