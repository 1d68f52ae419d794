"""Prospect: what the door would say to the person of a card, before he comes.

The computation of `readiness`, told as the door tells a refusal: to the school one
sentence, to the family a ladder. A command, a school and a parent who asks about his
child all read it from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from school.access.admitting import audience_at, is_child
from school.access.diagnosis import Diagnosis, ForSchool, explain, for_school
from school.access.facts import CardFacts, ConsentFacts, KinshipFacts
from school.access.ladder import Rung, climb
from school.access.readiness import Answer, described_by, readiness
from school.access.reasons import Step
from school.regions.policy import Policy

_KNOWN_TO_THE_SCHOOL = ("lists", "link")


@dataclass(frozen=True)
class Prospect:
    """How far a card lets its person come.

    `stop` is None where nothing on the school's side stands in the way; `diagnosis` is
    then None too, and `ladder` shows what is left to Госуслуги and to the person.
    """

    answers: tuple[Answer, ...]
    stop: ForSchool | None
    diagnosis: Diagnosis | None
    ladder: tuple[Rung, ...]


def foretell(
    policy: Policy,
    on: date,
    card: CardFacts,
    *,
    cards: Sequence[CardFacts],
    kinship: Sequence[KinshipFacts] = (),
    consents: Sequence[ConsentFacts] | None,
) -> Prospect:
    """What becomes of this card's person at the door on that day.

    Asked with what `readiness` is asked with.
    """
    ready = readiness(policy, on, card, cards=cards, kinship=kinship, consents=consents)
    person = described_by(card)
    reason = ready.stop.reason if ready.stop else None
    if reason is None:
        owner = audience_at(Step.CONSENT, card, person, on)
        ahead = _ahead(climb(policy, on, owner, Step.CONSENT))
        return Prospect(ready.answers, None, None, ahead)
    stop = for_school(
        reason,
        card.kind,
        child=is_child(card.birth_date, on),
        administrator=card.administrator,
    )
    audience = audience_at(stop.step, card, person, on)
    diagnosis = explain(reason, policy=policy, on=on, audience=audience)
    return Prospect(ready.answers, stop, diagnosis, diagnosis.ladder)


def _ahead(rungs: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The ladder of a card that is ready: the school's rungs are done, no stop."""
    return tuple(
        rung
        if rung.state == "self"
        else replace(
            rung, state="done" if rung.key in _KNOWN_TO_THE_SCHOOL else "later"
        )
        for rung in rungs
    )
