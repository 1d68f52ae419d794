"""Why somebody comes in or not, for an operator at the machine: of a card, of a number.

Two renderings of one result: what the school has to mend and what the family reads. No
name, and of a СНИЛС the last digits only.
"""

from dataclasses import dataclass
from datetime import date, datetime

from school.access.consents.standing import facts
from school.access.consents.texts import texts_of
from school.access.diagnosis import Diagnosis, ForSchool, explain, for_school
from school.access.facts import WHO_OF_KIND, Audience, CardFacts, ConsentFacts, Kind
from school.access.gathering import Facts, gather, look_at
from school.access.ladder import Rung
from school.access.models import Attempt
from school.access.prospect import foretell
from school.access.readiness import Answer, described_by
from school.access.reasons import Reason
from school.lib import clock
from school.people import snils
from school.people.models import Card
from school.regions.in_force import policy_of
from school.regions.models import Region, School
from school.regions.policy import Policy
from school.walls.actor import job_of
from school.walls.behind import behind

_NAME = "explain_access"


@dataclass(frozen=True)
class OfCard:
    """A card as the door would judge it on a day, before its person comes.

    `stop` is None where nothing on the school's side stands in the way; `diagnosis` is
    then None too, and `ladder` shows what is left to Госуслуги and to the person.
    `snils` is masked, empty where the card has none.
    """

    card: int
    school: School
    kind: str
    on: date
    policy: str
    snils: str
    answers: tuple[Answer, ...]
    stop: ForSchool | None
    diagnosis: Diagnosis | None
    ladder: tuple[Rung, ...]


@dataclass(frozen=True)
class OfAttempt:
    """How a sign-in ended; `stop` and `diagnosis` only where it was refused."""

    attempt: int
    reference: str
    outcome: str
    started_at: datetime
    on: date
    policy: str
    reason: str
    stop: ForSchool | None
    diagnosis: Diagnosis | None
    ladder: tuple[Rung, ...]


def find_card(key: int) -> tuple[School, int] | None:
    """The school and the id of the card with this key, looked for school by school."""
    for school in School.objects.select_related("region").order_by("pk"):
        with behind(job_of(school.pk, name=_NAME)):
            found = Card.objects.filter(key=key).values_list("pk", flat=True).first()
        if found is not None:
            return school, found
    return None


def explain_card(school: School, card: int, on: date) -> OfCard:
    """What every check says of this card on that day, by the rules of that day."""
    region: Region = school.region
    policy = policy_of(region, on)
    found, links = look_at(card, on)
    person = described_by(found)
    around = gather(region, person, on)
    told = foretell(
        policy,
        on,
        found,
        cards=around.cards or (found,),
        kinship=(*around.kinship, *links),
        consents=_consents(around, policy),
    )
    return OfCard(
        card=card,
        school=school,
        kind=found.kind,
        on=on,
        policy=policy.name,
        snils=_masked(found),
        answers=told.answers,
        stop=told.stop,
        diagnosis=told.diagnosis,
        ladder=told.ladder,
    )


def _consents(around: Facts, policy: Policy) -> tuple[ConsentFacts, ...] | None:
    """What is known of this person's consents; None where nobody has come yet."""
    if around.account is None and not around.words:
        return None
    return facts(around.words, texts_of(policy), clock.now())


def explain_attempt(reference: str) -> OfAttempt | None:
    """The attempt of this number; None when there is none (any more)."""
    found = Attempt.objects.select_related("region").filter(reference=reference).first()
    if found is None:
        return None
    on = found.started_at.astimezone(found.region.zone()).date()
    policy = policy_of(found.region, on)
    stop = diagnosis = None
    if found.outcome == Attempt.Outcome.REFUSED:
        reason, audience = Reason(found.reason), Audience.read(found.audience)
        diagnosis = explain(reason, policy=policy, on=on, audience=audience)
        stop = for_school(reason, _kind_of(audience), child=audience.minor)
    return OfAttempt(
        attempt=found.pk,
        reference=found.reference,
        outcome=found.outcome,
        started_at=found.started_at,
        on=on,
        policy=policy.name,
        reason=found.reason,
        stop=stop,
        diagnosis=diagnosis,
        ladder=diagnosis.ladder if diagnosis else (),
    )


def _kind_of(audience: Audience) -> Kind:
    """The attempt keeps no card: only for whom the refusal was explained."""
    return next(kind for kind, who in WHO_OF_KIND.items() if who is audience.who)


def _masked(card: CardFacts) -> str:
    digits = "".join(sign for sign in card.snils or "" if sign.isdecimal())
    return snils.masked(digits) if len(digits) == snils.LENGTH else ""
