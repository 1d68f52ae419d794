"""What schools do to a card: every trouble of access.md §3, and harmless spellings.

A trouble takes a right card and gives it back as it might stand in a school. Whether
it does any harm is for the judge to say: it reads the card, not the trouble's name.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from school.access.facts import CardFacts, Identity

_LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


@dataclass(frozen=True)
class Around:
    """What a mistake may be made with: chance, the card's owner, his relatives.

    `other` is somebody of the town who is no double of the owner: where name, birth
    date and the mistyped document are all another's, no rule could tell.
    """

    chance: Random
    owner: Identity
    mother: Identity
    sibling: Identity
    other: Identity


Trouble = Callable[[CardFacts, Around], CardFacts]

HARMLESS: dict[str, Trouble] = {
    "none": lambda card, _: card,
    "capitals": lambda card, _: _respelled(card, str.upper),
    "ё as е": lambda card, _: _respelled(card, _without_yo),
    "dashes and spaces": lambda card, _: _respelled(card, _spaced),
    "letters in two parts": lambda card, _: _respelled(
        card, lambda text: unicodedata.normalize("NFD", text)
    ),
    "no patronymic in words": lambda card, around: replace(
        card,
        patronymic=card.patronymic
        or around.chance.choice(("-", "—", "нет", "Отсутствует")),
    ),
    "СНИЛС with hyphens": lambda card, _: replace(card, snils=_dashed(card.snils)),
    "certificate by hand": lambda card, _: replace(
        card, certificate=_by_hand(card.certificate)
    ),
}
HARMFUL: dict[str, Trouble] = {
    "a letter missing": lambda card, around: _one_part(card, around, _shortened),
    "a letter replaced": lambda card, around: _one_part(card, around, _mistyped),
    "letters swapped": lambda card, around: _one_part(card, around, _swapped),
    "latin letters": lambda card, _: replace(
        card,
        last_name=card.last_name.translate(_LATIN),
        first_name=card.first_name.translate(_LATIN),
    ),
    "surname changed": lambda card, _: replace(card, last_name="Преображенская"),
    "half of a double surname": lambda card, _: replace(
        card, last_name=card.last_name.split("-")[0]
    ),
    "another first name": lambda card, _: replace(card, first_name="Евдокия"),
    "a patronymic where there is none, or none": lambda card, _: replace(
        card, patronymic="" if card.patronymic else "Кириллович"
    ),
    "birth date a day off": lambda card, _: replace(
        card, birth_date=card.birth_date + timedelta(days=1)
    ),
    "another year of birth": lambda card, around: replace(
        card, birth_date=around.sibling.birth_date
    ),
    "no СНИЛС": lambda card, _: replace(card, snils=None),
    "zeros for СНИЛС": lambda card, _: replace(card, snils="000-000-000 00"),
    "no documents": lambda card, _: replace(card, snils=None, certificate=None),
    "nobody's СНИЛС": lambda card, around: replace(
        card, snils=f"8{around.chance.randrange(10**10):010}"
    ),
    "another's СНИЛС": lambda card, around: replace(card, snils=around.other.snils),
    "mother's СНИЛС": lambda card, around: replace(card, snils=around.mother.snils),
    "a sibling's СНИЛС": lambda card, around: replace(card, snils=around.sibling.snils),
    "a sibling's certificate": lambda card, around: replace(
        card, snils=None, certificate=around.sibling.certificate
    ),
    "a sibling's documents and birth date": lambda card, around: replace(
        card,
        snils=around.sibling.snils,
        certificate=around.sibling.certificate,
        birth_date=around.sibling.birth_date,
    ),
    "attached to another": lambda card, around: replace(
        card, attached_oid=around.other.oid
    ),
    "attached to a sibling": lambda card, around: replace(
        card, attached_oid=around.sibling.oid
    ),
    "surname changed since it was attached": lambda card, around: replace(
        card, last_name="Преображенская", attached_oid=around.owner.oid
    ),
    "birth date changed since it was attached": lambda card, around: replace(
        card,
        birth_date=card.birth_date + timedelta(days=30),
        attached_oid=around.owner.oid,
    ),
    "СНИЛС changed since it was attached": lambda card, around: replace(
        card, snils=around.sibling.snils, attached_oid=around.owner.oid
    ),
    "rewritten for a sibling since it was attached": lambda card, around: replace(
        card,
        first_name=around.sibling.first_name,
        birth_date=around.sibling.birth_date,
        snils=around.sibling.snils,
        certificate=around.sibling.certificate,
        attached_oid=around.owner.oid,
    ),
}


def _respelled(card: CardFacts, spell: Callable[[str], str]) -> CardFacts:
    return replace(
        card,
        last_name=spell(card.last_name),
        first_name=spell(card.first_name),
        patronymic=spell(card.patronymic),
    )


def _without_yo(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def _spaced(text: str) -> str:
    return f" {text.replace('-', ' – ')}  "


def _dashed(snils: str | None) -> str | None:
    return snils and f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}"


def _by_hand(certificate: str | None) -> str | None:
    return certificate and certificate.replace("II-ИК ", "п-ик № ")


def _one_part(
    card: CardFacts, around: Around, spoil: Callable[[str, Random], str]
) -> CardFacts:
    parts = ["last_name", "first_name"] + ["patronymic"] * bool(card.patronymic)
    part = around.chance.choice(parts)
    return replace(card, **{part: spoil(getattr(card, part), around.chance)})


def _shortened(text: str, chance: Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :] or text


def _mistyped(text: str, chance: Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(_LETTERS) + text[place + 1 :]


def _swapped(text: str, chance: Random) -> str:
    place = chance.randrange(max(len(text) - 1, 1))
    pair = text[place : place + 2]
    return text[:place] + pair[::-1] + text[place + 2 :]
