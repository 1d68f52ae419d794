"""Judging somebody whom Госуслуги have named: everything gathered, then the decision.

His consents are asked about first, over the network; where one is missing and the rules
send requests by themselves, the request goes out and he is judged again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from school.access.admitting import admit
from school.access.consents import ledger, standing
from school.access.consents.channels.chosen import channel
from school.access.consents.ledger import Place
from school.access.consents.representing import counted, representatives
from school.access.consents.standing import Word
from school.access.consents.texts import Texts, texts_of
from school.access.facts import (
    WHO_OF_KIND,
    Admitted,
    ConsentOf,
    Held,
    Identity,
    Profile,
    Refused,
)
from school.access.gathering import Facts, gather
from school.access.reasons import Step, step_of
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.regions.policy import Bracket, Policy


@dataclass(frozen=True)
class Desk:
    """One person on one day, by its rules: what does not change while he is judged."""

    identity: Identity
    policy: Policy
    texts: Texts
    on: date
    now: datetime
    facts: Facts

    def decide(
        self, fresh: Iterable[Word], representatives: frozenset[int] | None
    ) -> Admitted | Refused:
        """The decision by everything that was said so far and counts."""
        words = counted((*self.facts.words, *fresh), representatives)
        consents = standing.facts(words, self.texts, self.now)
        found = self.facts
        return admit(
            self.policy, self.on, self.identity, found.cards, found.kinship, consents
        )

    def ways(self, card: int) -> tuple[Bracket, ...]:
        """The ways in that are open to one of the found cards."""
        kind = next(one.kind for one in self.facts.cards if one.card_id == card)
        who = WHO_OF_KIND[kind]
        return self.policy.ways(who, self.identity.birth_date, self.on)


@dataclass(frozen=True)
class Judged:
    """The decision; `fresh` are the words that the ledger does not have yet."""

    desk: Desk
    decision: Admitted | Refused
    fresh: tuple[Word, ...]

    @property
    def matched(self) -> tuple[Profile | Held, ...]:
        """The cards that are his beyond doubt: admitted, or waiting for a consent."""
        return _matched(self.decision)

    @property
    def is_to_be_kept(self) -> bool:
        """Whether an account is needed: for who comes in, and for a word about him."""
        admitted = isinstance(self.decision, Admitted)
        return admitted or bool(self.matched and self.fresh)

    @property
    def words(self) -> tuple[Word, ...]:
        """Everything that was said so far."""
        return (*self.desk.facts.words, *self.fresh)

    def keep(self, account: int) -> None:
        """Write down what was said, with the account and on the cards that were his."""
        tied = self.desk.facts.tied
        places = [(one.school_id, one.card_id) for one in self.matched]
        ledger.write(account, self.fresh, self.desk.texts, self.desk.now)
        ledger.copy(self.fresh, [place for place in places if place[1] in tied])

    def stands_until(self) -> datetime | None:
        """When the first of the consents by which he came in ends; None without end."""
        if not isinstance(self.decision, Admitted):
            return None
        kinds = {
            way.consent
            for profile in self.decision.profiles
            for way in self.desk.ways(profile.card_id)
        }
        ends = [
            standing.ends_at(self.words, kind, self.desk.texts.of(kind), self.desk.now)
            for kind in kinds
            if kind != "none"
        ]
        return min((each for each in ends if each is not None), default=None)


def judge(region: Region, identity: Identity, now: datetime) -> Judged:
    """Whether this person comes in today. Calls of the network between transactions."""
    on = now.astimezone(region.zone()).date()
    policy = policy_of(region, on)
    texts = texts_of(policy)
    told = channel().told(identity.oid, texts)
    facts = gather(region, identity, on)
    desk = Desk(identity, policy, texts, on, now, facts)
    fresh = standing.news(facts.words, told)
    decision = desk.decide(fresh, None)
    # Asked of a card that has matched alone: else the time would tell of it.
    those = representatives(_students(decision, facts), on)
    if those is not None:
        return Judged(desk, desk.decide(fresh, those), fresh)
    asked = tuple(_ask(desk, decision, (*facts.words, *fresh)))
    if asked:
        fresh = (*fresh, *asked)
        decision = desk.decide(fresh, None)
    return Judged(desk, decision, fresh)


def _students(decision: Admitted | Refused, facts: Facts) -> list[Place]:
    """The matched cards of a pupil."""
    students = {card.card_id for card in facts.cards if card.kind == "student"}
    return [
        (one.school_id, one.card_id)
        for one in _matched(decision)
        if one.card_id in students
    ]


def _ask(
    desk: Desk, decision: Admitted | Refused, words: tuple[Word, ...]
) -> Iterable[Word]:
    """Send the requests that the rules send by themselves; who was asked."""
    for kind in sorted(_to_ask(desk, decision)):
        said = tuple(word for word in words if word.kind == kind)
        text = desk.texts.of(kind)
        if standing.is_due(said, text, desk.now):
            spared = standing.spared_of(said, desk.now)
            yield from channel().ask(desk.identity.oid, kind, text, spared=spared)


def _to_ask(desk: Desk, decision: Admitted | Refused) -> set[ConsentOf]:
    """Which consents are missing that are asked for without anybody's doing."""
    return {
        way.consent
        for held in _missing(decision)
        for way in desk.ways(held.card_id)
        if way.consent != "none" and way.asks_automatically
    }


def _matched(decision: Admitted | Refused) -> tuple[Profile | Held, ...]:
    profiles = decision.profiles if isinstance(decision, Admitted) else ()
    return (*profiles, *_missing(decision))


def _missing(decision: Admitted | Refused) -> list[Held]:
    """The cards that have matched and wait for a consent alone."""
    return [each for each in decision.held if step_of(each.reason) is Step.CONSENT]
