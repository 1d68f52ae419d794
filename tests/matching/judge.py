"""Who ought to come in, by access.md §3 alone: not a line of the product's matching.

The judge knows whose every card is. A card may admit only its owner; it must admit him
where all that is compared agrees and nobody else's card carries the same document.
"""

import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from school.access.facts import CardFacts, Identity
from tests.matching.town import Written

_NOTHING = {"", "нет", "отсутствует"}
_DASHES = "-‐‑‒–—−"


class Verdict(Enum):
    """What the decision may say of one card found for one human."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must not"
    NEVER = "never: another human's"


def judge(
    person: Identity, card: Written, found: Sequence[Written], *, by_certificate: bool
) -> Verdict:
    """The verdict of one card among all found; `by_certificate` says the policy.

    MAY only where other cards carry the same document and nobody could tell from the
    cards alone whether they are of one human: his own card with a first name that is
    not his, or another's with nearly his name.
    """
    if card.owner != person.oid:
        return Verdict.NEVER
    paper = _common_paper(person, card.facts, by_certificate=by_certificate)
    if paper is None or card.facts.attached_oid not in (None, person.oid):
        return Verdict.MUST_NOT
    if card.facts.birth_date != person.birth_date:
        return Verdict.MUST_NOT
    if card.facts.attached_oid == person.oid:
        return Verdict.MUST
    if _names(card.facts) != _names(person):
        return Verdict.MUST_NOT
    return _among_others(card, _with_the_same(paper, card, found))


def _among_others(card: Written, others: Sequence[Written]) -> Verdict:
    """One document on several cards: nobody's, if they are plainly of two people."""
    facts = card.facts
    if any(
        (each.facts.school_id, each.facts.kind) == (facts.school_id, facts.kind)
        for each in others
    ):
        return Verdict.MUST_NOT
    foreign = [each for each in others if each.owner != card.owner]
    strange = [each for each in others if _plainly_two(each.facts, facts)]
    if any(each in strange for each in foreign):
        return Verdict.MUST_NOT
    return Verdict.MAY if foreign or strange else Verdict.MUST


def _plainly_two(one: CardFacts, other: CardFacts) -> bool:
    """Names that begin with two other letters are no typo of each other."""
    ours, theirs = _plain(one.first_name), _plain(other.first_name)
    return ours[:1] != theirs[:1] and ours[1:2] != theirs[1:2]


def _common_paper(
    person: Identity, card: CardFacts, *, by_certificate: bool
) -> str | None:
    ours, theirs = _number(card.snils), _number(person.snils)
    if ours and theirs:
        return "snils" if ours == theirs else None
    if not by_certificate or card.kind != "student":
        return None
    paper = _series(card.certificate)
    return "certificate" if paper and paper == _series(person.certificate) else None


def _with_the_same(
    paper: str, card: Written, found: Sequence[Written]
) -> list[Written]:
    read = _number if paper == "snils" else _series
    mine = read(getattr(card.facts, paper))
    return [
        each
        for each in found
        if each is not card and read(getattr(each.facts, paper)) == mine
    ]


def _names(who: Identity | CardFacts) -> tuple[str, str, str]:
    patronymic = _plain(who.patronymic)
    return (
        _plain(who.last_name),
        _plain(who.first_name),
        "" if patronymic in _NOTHING else patronymic,
    )


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """NFC, case, ё=е, spaces, hyphens and dashes: what does not count as different."""
    letters = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    return " ".join(
        "".join(" " if each in _DASHES else each for each in letters).split()
    )


def _number(snils: str | None) -> str:
    return "".join(each for each in snils or "" if each in "0123456789").lstrip("0")


def _series(certificate: str | None) -> str:
    """All certificates of the towns are «II-ИК» and six digits, by hand or typed."""
    digits = "".join(each for each in certificate or "" if each.isdigit())
    return digits[-6:]
