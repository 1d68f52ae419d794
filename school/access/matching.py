"""Comparing one card with the person who came from Госуслуги (access.md §3).

СНИЛС equal and birth date equal and normalised ФИО equal is a match; for students,
where the policy says so, series and number of the birth certificate stand in for СНИЛС.
Everything else attaches nobody, and each has a reason of its own for the school. Phone
and e-mail are never evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from school.access.facts import CardFacts, Identity
from school.access.reasons import Reason
from school.people import certificates
from school.people.names import FullName, as_cyrillic
from school.regions.policy import MatchBy

Evidence = Literal["attachment", "snils", "certificate"]


@dataclass(frozen=True)
class Matched:
    """The card is this person's, and what shows it."""

    evidence: Evidence


@dataclass(frozen=True)
class NotMatched:
    """The card attaches nobody."""

    reason: Reason


def match(
    card: CardFacts,
    identity: Identity,
    *,
    match_by: MatchBy,
    cards: Sequence[CardFacts],
) -> Matched | NotMatched:
    """Whether this card is this person's; `cards` are all found for the sign-in.

    A card attached to this oid is compared again by document and birth date only: a
    surname may change. A new one passes the full match.
    """
    if card.attached_oid not in (None, identity.oid):
        return NotMatched(Reason.ATTACHED_TO_ANOTHER)
    evidence = _evidence(card, identity, match_by)
    if isinstance(evidence, Reason):
        return NotMatched(evidence)
    attached = card.attached_oid == identity.oid
    reason = None if attached else _shared(card, cards, evidence)
    if reason is None and card.birth_date != identity.birth_date:
        reason = Reason.BIRTH_DATE_DIFFERS
    if reason is None and not attached:
        reason = compare_names(card.name, identity.name)
    if reason is not None:
        return NotMatched(reason)
    return Matched("attachment" if attached else evidence)


def compare_names(card: FullName, identity: FullName) -> Reason | None:
    """How two names differ after normalisation; None when they are equal."""
    ours, theirs = card.key, identity.key
    if ours == theirs:
        return None
    if _as_cyrillic(card).key == _as_cyrillic(identity).key:
        return Reason.LATIN_LETTERS
    differing = [part for part in range(3) if ours[part] != theirs[part]]
    if len(differing) > 1:
        return Reason.NAME_DIFFERS
    part = differing[0]
    if one_typo(ours[part], theirs[part]):
        return Reason.TYPO_IN_NAME
    return (
        Reason.SURNAME_CHANGED,
        Reason.FIRST_NAME_DIFFERS,
        Reason.PATRONYMIC_DIFFERS,
    )[part]


def one_typo(one: str, other: str) -> bool:
    """Whether one letter is replaced, missing, extra, or two neighbours are swapped.

    Equal texts have no typo; nor is an empty one a typo of a single letter.
    """
    if one == other or not one or not other:
        return False
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    left, right = one[: len(one) - end], other[: len(other) - end]
    if len(left) == len(right) == 2:
        return left == right[::-1]
    return len(left) <= 1 and len(right) <= 1


def different_people(one: CardFacts, other: CardFacts) -> bool:
    """Whether two cards with one document are of two people, not of one with a typo.

    One human whose second school mistyped the birth date or the surname stays one; a
    mother and her child, twins, a father and a son of one name are two.
    """
    ours, theirs = _as_cyrillic(one.name).key, _as_cyrillic(other.name).key
    last, first, patronymic = map(_close, ours, theirs)
    if not first:
        return True
    if one.birth_date == other.birth_date:
        return False
    generations = (one.kind == "student") != (other.kind == "student")
    return generations or not last or not patronymic


def _evidence(
    card: CardFacts, identity: Identity, match_by: MatchBy
) -> Evidence | Reason:
    """The document that is equal on both sides, or why none is."""
    ours, theirs = _digits(card.snils), _digits(identity.snils)
    if ours and theirs:
        return "snils" if ours == theirs else Reason.SNILS_DIFFERS
    missing = Reason.SNILS_MISSING_AT_ESIA if ours else Reason.SNILS_MISSING_IN_CARD
    if card.kind != "student" or match_by != "snils_or_birth_certificate":
        return missing
    our_paper, their_paper = _paper(card.certificate), _paper(identity.certificate)
    if not our_paper or not their_paper:
        return missing
    return "certificate" if our_paper == their_paper else Reason.CERTIFICATE_DIFFERS


def _shared(
    card: CardFacts, cards: Sequence[CardFacts], evidence: Evidence
) -> Reason | None:
    """What is wrong with other cards that carry this card's document."""
    others = [
        other
        for other in cards
        if other.card_id != card.card_id or other.school_id != card.school_id
    ]
    same = [other for other in others if _same_document(card, other, evidence)]
    if any(different_people(card, other) for other in same):
        return Reason.DOCUMENT_OF_DIFFERENT_PEOPLE
    if any((o.school_id, o.kind) == (card.school_id, card.kind) for o in same):
        return Reason.DOCUMENT_TWICE_IN_SCHOOL
    return None


def _same_document(one: CardFacts, other: CardFacts, evidence: Evidence) -> bool:
    if evidence == "snils":
        return _digits(one.snils) == _digits(other.snils)
    return _paper(one.certificate) == _paper(other.certificate)


def _digits(snils: str | None) -> str:
    """Only the digits; empty for none, and for the zeros that some cards carry."""
    digits = "".join(sign for sign in snils or "" if sign.isdecimal())
    return digits if digits.strip("0") else ""


def _paper(certificate: str | None) -> str:
    return certificates.normalise(certificate or "")


def _as_cyrillic(name: FullName) -> FullName:
    return FullName(*(as_cyrillic(each) for each in vars(name).values()))


def _close(one: str, other: str) -> bool:
    return one == other or one_typo(one, other)


def _common(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    pairs = zip(one, other, strict=False)
    return next(
        (place for place, (a, b) in enumerate(pairs) if a != b),
        min(len(one), len(other)),
    )
