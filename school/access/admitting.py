"""The decision: who comes in with which cards (access.md §3). One pure function.

Order of the checks, first failure wins: account level for the age → a card is found →
the card agrees → a parent is in «Реестр родителей» → the user is in «Реестр
пользователей» and active → a parent has a live link that no court restriction cuts →
consent. Each card is judged by itself; one that fails is held and hides nothing.

What is asked before a card has matched depends on the identity alone, so that nobody
can tell a card that differs from no card at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from school.access.facts import (
    WHO_OF_KIND,
    Admitted,
    Audience,
    CardFacts,
    ConsentFacts,
    ConsentOf,
    Held,
    Identity,
    KinshipFacts,
    Level,
    Profile,
    Refused,
)
from school.access.matching import NotMatched, match
from school.access.reasons import Kind, Reason, Step, actor_of, step_of
from school.lib import dates
from school.regions.policy import AccountLevel, Bracket, Policy, Who

GROWN_AT = 18
# Nobody younger has a child at school: until then an adult is a pupil by likelihood.
_PARENT_FROM = 21
_CHILD_UNTIL = 14

_LEVELS: dict[AccountLevel, tuple[Level, ...]] = {
    "any": ("confirmed", "child", "standard", "simplified"),
    "child_or_confirmed": ("confirmed", "child"),
    "confirmed": ("confirmed",),
}
_STEPS = tuple(Step)
_KIND_OF: dict[Who, Kind] = {who: kind for kind, who in WHO_OF_KIND.items()}
# Among a parent's own states the most hopeful one is told: one parent is enough.
_CONSENT_STATES = ("asked", "refused", "withdrawn", "expired")


@dataclass(frozen=True)
class _Desk:
    """Everything one judgement needs at hand."""

    policy: Policy
    on: date
    identity: Identity
    cards: Sequence[CardFacts]
    kinship: Sequence[KinshipFacts]
    consents: Sequence[ConsentFacts]


def admit(
    policy: Policy,
    on: date,
    identity: Identity,
    cards: Sequence[CardFacts],
    kinship: Sequence[KinshipFacts],
    consents: Sequence[ConsentFacts],
) -> Admitted | Refused:
    """Who comes in on that day, with which cards; which cards are held and why.

    `cards` of every school of the region with the identity's СНИЛС or certificate or
    attached to its oid; `kinship` live on that day; `consents` about this person. The
    order of the sequences does not matter.
    """
    desk = _Desk(policy, on, identity, cards, kinship, consents)
    reason = _at_the_door(desk)
    if reason is not None:
        return _refused(desk, reason, None, ())
    judged = sorted(
        ((card, _judge(card, desk)) for card in cards),
        key=lambda pair: (pair[0].kind, pair[0].school_id, pair[0].card_id),
    )
    held = tuple(
        Held(card.school_id, card.card_id, reason)
        for card, reason in judged
        if reason is not None
    )
    profiles = tuple(_profile(card, desk) for card, reason in judged if reason is None)
    if profiles:
        return Admitted(profiles, held)
    stopped = [(card, reason) for card, reason in judged if reason is not None]
    if not stopped:
        return _refused(desk, Reason.NO_CARD, None, ())
    card, reason = max(stopped, key=lambda pair: _STEPS.index(step_of(pair[1])))
    return _refused(desk, reason, card, held)


def refused_at_gosuslugi(reason: Reason) -> Refused:
    """A refusal that came back without an identity (ESIA-007004, no answer…)."""
    return Refused(reason, step_of(reason), actor_of(reason, "guardian"))


def audience_of(identity: Identity, on: date) -> Audience:
    """For whom we speak before any card has matched: by the birth date alone."""
    years = dates.age(identity.birth_date, on)
    if years >= _PARENT_FROM:
        return Audience(Who.PARENT)
    return _pupil(identity, on)


def level_suffices(way: Bracket, level: Level) -> bool:
    """Whether an account of this level may come in this way."""
    return way.account is not None and level in _LEVELS[way.account]


def _at_the_door(desk: _Desk) -> Reason | None:
    """The check of the account, by the identity alone.

    A minor is asked as a pupil; a grown person as whatever a grown person may be.
    """
    born, on = desk.identity.birth_date, desk.on
    grown = dates.age(born, on) >= GROWN_AT
    ways = [
        way
        for who in (Who if grown else (Who.PUPIL,))
        for way in desk.policy.ways(who, born, on)
    ]
    return _through(ways, desk.identity.level)


def _through(ways: Sequence[Bracket], level: Level) -> Reason | None:
    open_ways = [way for way in ways if way.through_esia]
    if not open_ways:
        return Reason.ESIA_NOT_OFFERED
    if any(level_suffices(way, level) for way in open_ways):
        return None
    return Reason.ACCOUNT_NOT_CONFIRMED


def _judge(card: CardFacts, desk: _Desk) -> Reason | None:
    """Why this card fails; None when it passes by any way that is open that day."""
    who = WHO_OF_KIND[card.kind]
    ways = desk.policy.ways(who, desk.identity.birth_date, desk.on)
    usable = [way for way in ways if level_suffices(way, desk.identity.level)]
    first: Reason | None = None
    for way in usable or ways:
        reason = _judge_by(way, card, desk)
        if reason is None:
            return None
        first = first or reason
    return first


def _judge_by(way: Bracket, card: CardFacts, desk: _Desk) -> Reason | None:
    matched = match(card, desk.identity, match_by=way.match_by, cards=desk.cards)
    if isinstance(matched, NotMatched):
        return matched.reason
    # The kind of card asks its own level only now: a sooner answer would betray it.
    return (
        _through([way], desk.identity.level)
        or _in_registers(card)
        or _linked(card, desk)
        or _consented(way, desk)
    )


def _in_registers(card: CardFacts) -> Reason | None:
    if card.kind == "guardian" and not card.registered:
        return Reason.NOT_IN_GUARDIANS
    if card.kind == "employee" and not card.registered:
        return Reason.NOT_IN_STAFF
    if card.user == "none":
        return Reason.NO_USER
    return Reason.USER_INACTIVE if card.user == "inactive" else None


def _linked(card: CardFacts, desk: _Desk) -> Reason | None:
    if card.kind != "guardian":
        return None
    links = _links(card, desk)
    if not links:
        return Reason.NO_LINK
    if all(link.restricted for link in links):
        return Reason.LINK_RESTRICTED
    return None


def _links(card: CardFacts, desk: _Desk) -> list[KinshipFacts]:
    return [
        link
        for link in desk.kinship
        if (link.school_id, link.guardian_id) == (card.school_id, card.card_id)
    ]


def _consented(way: Bracket, desk: _Desk) -> Reason | None:
    if way.consent == "none":
        return None
    states = {fact.state for fact in desk.consents if fact.kind == way.consent}
    if "given" in states:
        return None
    found = next((each for each in _CONSENT_STATES if each in states), "not_asked")
    return _consent_reason(way.consent, found)


def _consent_reason(whose: ConsentOf, state: str) -> Reason:
    return Reason(f"{whose}_consent_{state}")


def _profile(card: CardFacts, desk: _Desk) -> Profile:
    students: tuple[int, ...] = ()
    if card.kind == "guardian":
        links = [link for link in _links(card, desk) if not link.restricted]
        students = tuple(sorted({link.student_id for link in links}))
    return Profile(card.kind, card.school_id, card.card_id, students)


def _refused(
    desk: _Desk, reason: Reason, card: CardFacts | None, held: tuple[Held, ...]
) -> Refused:
    audience = audience_of(desk.identity, desk.on)
    step = step_of(reason)
    if card is not None and step in (Step.LINKED, Step.CONSENT):
        # The card has matched and is in the registers: now we may speak to its owner.
        audience = _owner(card, desk)
    kind = card.kind if card is not None else _KIND_OF[audience.who]
    actor = actor_of(
        reason,
        kind,
        child=_is_child(desk),
        administrator=card is not None and card.administrator,
    )
    return Refused(reason, step, actor, held, audience)


def _owner(card: CardFacts, desk: _Desk) -> Audience:
    if card.kind == "student":
        return _pupil(desk.identity, desk.on)
    return Audience(WHO_OF_KIND[card.kind])


def _pupil(identity: Identity, on: date) -> Audience:
    return Audience(Who.PUPIL, dates.age_in_months(identity.birth_date, on))


def _is_child(desk: _Desk) -> bool:
    return dates.age(desk.identity.birth_date, desk.on) < _CHILD_UNTIL
