"""Readiness: whether a card would let its person in, asked before anybody tries.

The checks are those of the door (`checking`), asked about the person whom the card
describes. What only Госуслуги know — his account, and whether they have the same data —
is not known until he comes: such a check fails when it must and never passes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school.access.checking import Check, Desk, check, check_the_account
from school.access.facts import (
    WHO_OF_KIND,
    CardFacts,
    ConsentFacts,
    Identity,
    KinshipFacts,
)
from school.access.reasons import Reason, Step
from school.people import certificates
from school.people.names import lookalikes
from school.regions.policy import Bracket, Policy

_NOBODY = 0
_AT_GOSUSLUGI = (Step.ACCOUNT, Step.AGREES)


class State(StrEnum):
    """What a check answers."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """One check, what it answers, and why it failed."""

    step: Step
    state: State
    reason: Reason | None = None


@dataclass(frozen=True)
class Readiness:
    """All checks of a card, in the order in which the door asks them."""

    answers: tuple[Answer, ...]

    @property
    def stop(self) -> Answer | None:
        """The first check that failed; what is not known stops nobody."""
        failed = (each for each in self.answers if each.state is State.FAILED)
        return next(failed, None)


def readiness(
    policy: Policy,
    on: date,
    card: CardFacts,
    *,
    cards: Sequence[CardFacts],
    kinship: Sequence[KinshipFacts],
    consents: Sequence[ConsentFacts] | None,
) -> Readiness:
    """How far this card would let its person come on that day.

    `cards` are those of the region with one of its documents, itself among them;
    `kinship` live on that day; `consents` of the account it is attached to, None where
    there is no account yet and nothing can be known of them.
    """
    desk = Desk(policy, on, described_by(card), cards, kinship, consents or ())
    account = _answer(Check(Step.ACCOUNT, check_the_account(desk)))
    if account.state is State.FAILED:
        return Readiness((account,))
    ways = policy.ways(WHO_OF_KIND[card.kind], card.birth_date, on)
    tried = [
        Readiness(tuple(_answers(way, card, desk, known=consents is not None)))
        for way in ways
    ]
    return next((each for each in tried if each.stop is None), tried[0])


def _answers(
    way: Bracket, card: CardFacts, desk: Desk, *, known: bool
) -> Iterator[Answer]:
    for each in check(way, card, desk):
        if each.step is Step.CONSENT and not known and way.consent != "none":
            yield Answer(Step.CONSENT, State.UNKNOWN)
        else:
            yield _answer(each)


def _answer(found: Check) -> Answer:
    if found.reason is not None:
        return Answer(found.step, State.FAILED, found.reason)
    unseen = found.step in _AT_GOSUSLUGI
    return Answer(found.step, State.UNKNOWN if unseen else State.PASSED)


def described_by(card: CardFacts) -> Identity:
    """The person as Госуслуги would know him if all the card says is right.

    His account is the best there is; his name has no Latin letters among Cyrillic
    ones, which Госуслуги never have.
    """
    return Identity(
        oid=card.attached_oid or _NOBODY,
        last_name=lookalikes(card.last_name).repaired,
        first_name=lookalikes(card.first_name).repaired,
        patronymic=lookalikes(card.patronymic).repaired,
        birth_date=card.birth_date,
        snils=card.snils,
        certificate=certificates.normalise(card.certificate or "") or None,
        level="confirmed",
    )
