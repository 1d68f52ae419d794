"""The checks of one card in their order, pure: passed or failed (access.md §3).

The decision at the door and readiness before anybody tries ask the same ones here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from school.access.facts import (
    WHO_OF_KIND,
    CardFacts,
    ConsentFacts,
    ConsentOf,
    Identity,
    KinshipFacts,
    Level,
)
from school.access.matching import NotMatched, match
from school.access.reasons import Reason, Step
from school.people.parents_reading import parents_read
from school.regions.policy import GROWN, AccountLevel, Bracket, Policy, Who

_LEVELS: dict[AccountLevel, tuple[Level, ...]] = {
    "any": ("confirmed", "child", "standard", "simplified"),
    "child_or_confirmed": ("confirmed", "child"),
    "confirmed": ("confirmed",),
}
# Among a parent's own states the most hopeful one is told: one parent is enough.
_CONSENT_STATES = ("asked", "superseded", "expired", "refused", "withdrawn")


@dataclass(frozen=True)
class Desk:
    """Everything one judgement needs at hand."""

    policy: Policy
    on: date
    identity: Identity
    cards: Sequence[CardFacts]
    kinship: Sequence[KinshipFacts]
    consents: Sequence[ConsentFacts]


@dataclass(frozen=True)
class Check:
    """One check of one card: passed, or why it failed."""

    step: Step
    reason: Reason | None


def check_the_account(desk: Desk) -> Reason | None:
    """The check that comes before any card, by the identity alone.

    A minor is asked as a pupil; a grown person as whatever a grown person may be.
    """
    born, on = desk.identity.birth_date, desk.on
    grown = GROWN.reached(born) <= on
    ways = [
        way
        for who in (Who if grown else (Who.PUPIL,))
        for way in desk.policy.ways(who, born, on)
    ]
    return _through(ways, desk.identity.level)


def ways_of(card: CardFacts, desk: Desk) -> Sequence[Bracket]:
    """The ways open to this kind of card on that day that the account is enough for.

    All of them where it is enough for none: the checks then say so.
    """
    who = WHO_OF_KIND[card.kind]
    ways = desk.policy.ways(who, desk.identity.birth_date, desk.on)
    return [way for way in ways if level_suffices(way, desk.identity.level)] or ways


def check(way: Bracket, card: CardFacts, desk: Desk) -> Iterator[Check]:
    """Every check of a card by one way, in order; whoever asks stops where he likes."""
    yield Check(Step.AGREES, _agrees(way, card, desk))
    # The kind of card asks its own level only now: a sooner answer would betray it.
    yield Check(Step.ACCOUNT, _through([way], desk.identity.level))
    if card.kind != "student":
        yield Check(Step.REGISTERED, _registered(card))
    yield Check(Step.USER, _user(card))
    if card.kind == "guardian":
        yield Check(Step.LINKED, _linked(card, desk))
        yield Check(Step.OPENED, _opened(card, desk))
    yield Check(Step.CONSENT, consented(way, card, desk.consents))


def links_of(card: CardFacts, desk: Desk) -> list[KinshipFacts]:
    """The links of a guardian's card, restricted ones too."""
    return [
        link
        for link in desk.kinship
        if (link.school_id, link.guardian_id) == (card.school_id, card.card_id)
    ]


def children_of(card: CardFacts, desk: Desk) -> list[int]:
    """The students whom the guardian of this card reads on that day."""
    return [link.student_id for link in _unrestricted(card, desk) if _reads(link, desk)]


def level_suffices(way: Bracket, level: Level) -> bool:
    """Whether an account of this level may come in this way."""
    return way.account is not None and level in _LEVELS[way.account]


def _through(ways: Sequence[Bracket], level: Level) -> Reason | None:
    open_ways = [way for way in ways if way.through_esia]
    if not open_ways:
        return Reason.ESIA_NOT_OFFERED
    if any(level_suffices(way, level) for way in open_ways):
        return None
    return Reason.ACCOUNT_NOT_CONFIRMED


def _agrees(way: Bracket, card: CardFacts, desk: Desk) -> Reason | None:
    matched = match(card, desk.identity, match_by=way.match_by, cards=desk.cards)
    return matched.reason if isinstance(matched, NotMatched) else None


def _registered(card: CardFacts) -> Reason | None:
    if card.registered:
        return None
    guardian = card.kind == "guardian"
    return Reason.NOT_IN_GUARDIANS if guardian else Reason.NOT_IN_STAFF


def _user(card: CardFacts) -> Reason | None:
    if card.user == "none":
        return Reason.NO_USER
    return Reason.USER_INACTIVE if card.user == "inactive" else None


def _linked(card: CardFacts, desk: Desk) -> Reason | None:
    links = links_of(card, desk)
    if not links:
        return Reason.NO_LINK
    if not _unrestricted(card, desk):
        return Reason.LINK_RESTRICTED
    return None


def _opened(card: CardFacts, desk: Desk) -> Reason | None:
    if children_of(card, desk) or not _unrestricted(card, desk):
        return None
    return Reason.CLOSED_BY_STUDENT


def _unrestricted(card: CardFacts, desk: Desk) -> list[KinshipFacts]:
    return [link for link in links_of(card, desk) if not link.restricted]


def _reads(link: KinshipFacts, desk: Desk) -> bool:
    rule = desk.policy.parents_of_adults
    return link.born is None or parents_read(rule, link.born, desk.on, link.allows)


def consented(
    way: Bracket, card: CardFacts, consents: Iterable[ConsentFacts]
) -> Reason | None:
    """Why the consents do not open this way to a card; None where they do."""
    if way.consent == "none":
        return None
    states = {
        fact.state
        for fact in consents
        if fact.kind == way.consent and fact.card_id in (None, card.card_id)
    }
    if "given" in states:
        return None
    found = next((each for each in _CONSENT_STATES if each in states), "not_asked")
    return _consent_reason(way.consent, found)


def _consent_reason(whose: ConsentOf, state: str) -> Reason:
    return Reason(f"{whose}_consent_{state}")
