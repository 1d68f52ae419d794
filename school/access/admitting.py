"""The decision: who comes in with which cards (access.md §3). One pure function.

Order of the checks, first failure wins: account level for the age → a card is found →
the card agrees → a parent is in «Реестр родителей» → the user is in «Реестр
пользователей» and active → a parent has a live link that no court restriction cuts →
a grown student lets his parents read → consent. Each card is judged by itself; one
that fails is held and hides nothing.

What is asked before a card has matched depends on the identity alone, so that nobody
can tell a card that differs from no card at all.
"""

from collections.abc import Sequence
from datetime import date

from school.access.checking import Desk, check, check_the_account, children_of, ways_of
from school.access.facts import (
    WHO_OF_KIND,
    Admitted,
    Audience,
    CardFacts,
    ConsentFacts,
    Held,
    Identity,
    KinshipFacts,
    Profile,
    Refused,
)
from school.access.reasons import Kind, Reason, Step, actor_of, step_of
from school.lib import dates
from school.regions.policy import Policy, Who

# Nobody younger has a child at school: until then an adult is a pupil by likelihood.
_PARENT_FROM = 21
_CHILD_UNTIL = 14

_STEPS = tuple(Step)
_KIND_OF: dict[Who, Kind] = {who: kind for kind, who in WHO_OF_KIND.items()}


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
    desk = Desk(policy, on, identity, cards, kinship, consents)
    reason = check_the_account(desk)
    if reason is not None:
        return _refused(desk, reason, None, _stopped_before(desk, reason))
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


def audience_at(
    step: Step, card: CardFacts | None, identity: Identity, on: date
) -> Audience:
    """For whom we speak at this step: of a card that has matched, its owner."""
    if card is None or step not in (Step.LINKED, Step.OPENED, Step.CONSENT):
        return audience_of(identity, on)
    if card.kind == "student":
        return _pupil(identity, on)
    return Audience(WHO_OF_KIND[card.kind])


def _judge(card: CardFacts, desk: Desk) -> Reason | None:
    """Why this card fails; None when it passes by any way that is open that day."""
    first: Reason | None = None
    for way in ways_of(card, desk):
        failed = (each.reason for each in check(way, card, desk) if each.reason)
        reason = next(failed, None)
        if reason is None:
            return None
        first = first or reason
    return first


def _stopped_before(desk: Desk, reason: Reason) -> tuple[Held, ...]:
    """The cards that he would come in with for the first time: their schools may know
    that his account is too simple. He himself reads the same as without any card."""
    if reason is not Reason.ACCOUNT_NOT_CONFIRMED:
        return ()
    fresh = (card for card in desk.cards if card.attached_oid is None)
    agreeing = (card for card in fresh if _agrees_by_some_way(card, desk))
    found = [Held(card.school_id, card.card_id, reason) for card in agreeing]
    return tuple(sorted(found, key=lambda held: (held.school_id, held.card_id)))


def _agrees_by_some_way(card: CardFacts, desk: Desk) -> bool:
    first = (next(check(way, card, desk)) for way in ways_of(card, desk))
    return any(each.reason is None for each in first)


def _profile(card: CardFacts, desk: Desk) -> Profile:
    students: tuple[int, ...] = ()
    if card.kind == "guardian":
        students = tuple(sorted(set(children_of(card, desk))))
    return Profile(card.kind, card.school_id, card.card_id, students)


def _refused(
    desk: Desk, reason: Reason, card: CardFacts | None, held: tuple[Held, ...]
) -> Refused:
    step = step_of(reason)
    audience = audience_at(step, card, desk.identity, desk.on)
    kind = card.kind if card is not None else _KIND_OF[audience.who]
    actor = actor_of(
        reason,
        kind,
        child=is_child(desk.identity.birth_date, desk.on),
        administrator=card is not None and card.administrator,
    )
    return Refused(reason, step, actor, held, audience)


def _pupil(identity: Identity, on: date) -> Audience:
    return Audience(Who.PUPIL, dates.age_in_months(identity.birth_date, on))


def is_child(born: date, on: date) -> bool:
    """Whether a parent makes and keeps this person's account at Госуслуги."""
    return dates.age(born, on) < _CHILD_UNTIL
