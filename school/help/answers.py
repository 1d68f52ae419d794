"""Which words a person can read when he is not let in, and what they mean for him.

Every answer is what `diagnosis.explain` makes for the refused page, gathered by the
words at its top: the guide has no sentence of its own that could differ.
"""

from dataclasses import dataclass
from datetime import date

from school.access.diagnosis import Diagnosis, explain
from school.access.facts import Audience
from school.access.ladder import Rung
from school.access.messages import Message
from school.access.reasons import Reason, Step, step_of
from school.lib import dates
from school.regions.policy import Bracket, Policy, Who

_BELONGS_TO = {
    Reason.NOT_IN_GUARDIANS: Who.PARENT,
    Reason.NOT_IN_STAFF: Who.STAFF,
    Reason.NO_LINK: Who.PARENT,
    Reason.LINK_RESTRICTED: Who.PARENT,
    Reason.CLOSED_BY_STUDENT: Who.PARENT,
}


@dataclass(frozen=True)
class Case:
    """One ladder under the words; `explanations` are what may stand above it.

    Of several explanations the person's own page shows one. A case without a ladder
    has only who acts: a step at Госуслуги or here.
    """

    ladder: tuple[Rung, ...]
    explanations: tuple[str, ...]
    actor_words: str


@dataclass(frozen=True)
class Words:
    """What stands on the screen, and every case in which it does."""

    key: str
    opening: str
    message: Message
    cases: tuple[Case, ...]


def possible(policy: Policy, on: date, audience: Audience) -> tuple[Reason, ...]:
    """Every reason that can keep this person out under this policy on this day."""
    born = dates.add_months(on, -(audience.months or 0))
    ways = policy.ways(audience.who, born, on)
    return tuple(each for each in Reason if _can_be(each, ways, audience))


def words(policy: Policy, on: date, audience: Audience) -> tuple[Words, ...]:
    """What this person can read, the school's and his own steps before Госуслуги's."""
    found: dict[str, list[Diagnosis]] = {}
    reasons = possible(policy, on, audience)
    for reason in sorted(reasons, key=lambda each: step_of(each) is Step.GOSUSLUGI):
        told = explain(reason, policy=policy, on=on, audience=audience)
        found.setdefault(_key(told), []).append(told)
    return tuple(_words(key, told) for key, told in found.items())


def _can_be(reason: Reason, ways: tuple[Bracket, ...], audience: Audience) -> bool:
    step = step_of(reason)
    if step is Step.GOSUSLUGI:
        return True
    through_esia = any(way.through_esia for way in ways)
    if reason is Reason.ESIA_NOT_OFFERED:
        return not through_esia
    if not through_esia:
        return False
    if reason is Reason.ACCOUNT_NOT_CONFIRMED:
        return any(way.account != "any" for way in ways)
    if step is Step.CONSENT:
        whose = reason.value.partition("_")[0]
        return any(way.consent == whose for way in ways)
    return _BELONGS_TO.get(reason, audience.who) is audience.who


def _key(told: Diagnosis) -> str:
    return "not_finished" if told.opening else told.message.key.lower()


def _words(key: str, told: list[Diagnosis]) -> Words:
    ladders: dict[tuple[Rung, ...], list[Diagnosis]] = {}
    for each in told:
        ladders.setdefault(each.ladder, []).append(each)
    cases = tuple(
        Case(
            ladder,
            tuple(
                dict.fromkeys(each.explanation for each in alike if each.explanation)
            ),
            alike[0].actor_words,
        )
        for ladder, alike in ladders.items()
    )
    return Words(key, told[0].opening, told[0].message, cases)
