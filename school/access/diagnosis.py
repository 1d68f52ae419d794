"""Why I can't come in: every reason in words, for the person and for the school.

Two renderings of one result. The person reads a message, a ladder with one stop and one
actor, and nothing of the school's data; the school reads a sentence that says what to
mend, and who mends it.
"""

from dataclasses import dataclass
from datetime import date

from school.access import messages
from school.access.facts import Audience
from school.access.ladder import (
    Rung,
    actor_in_words,
    by_password,
    climb,
    places_in_words,
    way_of,
)
from school.access.messages import Message
from school.access.reasons import ActorOfStep, Kind, Reason, Step, actor_of, step_of
from school.access.sentences import FOR_SCHOOL
from school.regions.policy import Policy, Who

_DATA_IN_WORDS = {
    "fullname": "ФИО",
    "birthdate": "дату рождения",
    "snils": "СНИЛС",
    "birth_cert_doc": "данные свидетельства о рождении",
    "email": "электронную почту",
    "mobile": "номер телефона",
}
_BEFORE_ANYBODY = {
    Reason.ESIA_DENIED: messages.CONSENT_OWN,
    Reason.ESIA_UNAVAILABLE: messages.ESIA_UNAVAILABLE,
    Reason.ESIA_FAILED: messages.ESIA_UNAVAILABLE,
    Reason.ESIA_BAD_ANSWER: messages.ESIA_BAD_ANSWER,
    Reason.ESIA_REFUSED_CODE: messages.SIGN_IN_AGAIN,
    Reason.ATTEMPT_UNKNOWN: messages.SIGN_IN_AGAIN,
    Reason.ATTEMPT_EXPIRED: messages.SIGN_IN_AGAIN,
}
_REQUEST_WENT_OUT = {Reason.PARENT_CONSENT_ASKED, Reason.PARENT_CONSENT_REFUSED}


@dataclass(frozen=True)
class Diagnosis:
    """What the refused page shows.

    `opening` stands above the message (only when the person did not finish at
    Госуслуги), `explanation` under it; both may be empty. `step` and `actor` are the
    public ones, of the rung that stopped. `staff_line`: an adult may be a teacher.
    """

    message: Message
    opening: str
    explanation: str
    ladder: tuple[Rung, ...]
    step: str
    actor: ActorOfStep
    staff_line: bool

    @property
    def actor_words(self) -> str:
        """Who acts next: «Исправляют Госуслуги.»"""
        return actor_in_words(self.actor)


@dataclass(frozen=True)
class ForSchool:
    """The same refusal as the school sees it: true step, who mends, one sentence."""

    step: Step
    actor: ActorOfStep
    sentence: str


def explain(
    reason: Reason, *, policy: Policy, on: date, audience: Audience
) -> Diagnosis:
    """What the person reads for this reason, under this policy, on this day.

    Of a card that was not found or not matched it depends on `audience` alone, and
    every such reason gives the same answer (reference/security.md §3.4).
    """
    ladder = _ladder(reason, policy, on, audience)
    stop = next((rung for rung in ladder if rung.state == "stop"), None)
    return Diagnosis(
        message=_message(reason, policy, audience),
        opening=messages.NOT_FINISHED if reason is Reason.ESIA_DENIED else "",
        explanation=_explanation(reason, policy, on, audience),
        ladder=ladder,
        step=stop.key if stop else Step.GOSUSLUGI.value,
        actor=stop.actor if stop else actor_of(reason, "guardian"),
        staff_line=bool(ladder) and _may_be_staff(audience),
    )


def for_school(
    reason: Reason, kind: Kind, *, child: bool = False, administrator: bool = False
) -> ForSchool:
    """What the school reads of one held card or refused sign-in."""
    actor = actor_of(reason, kind, child=child, administrator=administrator)
    return ForSchool(step_of(reason), actor, FOR_SCHOOL[reason])


def own_consent_in_words(policy: Policy) -> str:
    """What an own consent is: who gets what, for what, and how to take it back."""
    asked = ", ".join(_DATA_IN_WORDS[each] for each in policy.data_asked)
    return (
        "Согласие — это ваше разрешение Госуслугам передать электронной школе"
        f" {asked}. Цель: {policy.purpose[:1].lower()}{policy.purpose[1:]}."
        " Отозвать согласие можно в любой день на Госуслугах."
    )


def _may_be_staff(audience: Audience) -> bool:
    return not audience.minor and audience.who is not Who.STAFF


def _message(reason: Reason, policy: Policy, audience: Audience) -> Message:
    step = step_of(reason)
    if step is Step.GOSUSLUGI:
        return _BEFORE_ANYBODY[reason]
    if reason is Reason.ESIA_NOT_OFFERED:
        return messages.SIGN_IN_BY_PASSWORD
    if step is Step.ACCOUNT:
        return messages.ACCOUNT_NOT_CONFIRMED
    if step is Step.OPENED:
        return messages.CLOSED_BY_STUDENT
    if step is Step.CONSENT:
        own = reason.value.startswith("own")
        return messages.CONSENT_OWN if own else messages.CONSENT_OF_PARENT
    if policy.messages == "ais" and step is not Step.LINKED:
        return messages.NOT_IN_SYSTEM
    if audience.minor:
        return messages.DIARY_NOT_FOUND_MINOR
    return messages.DIARY_NOT_FOUND


def _explanation(reason: Reason, policy: Policy, on: date, audience: Audience) -> str:
    message = _message(reason, policy, audience)
    if message is messages.CONSENT_OWN:
        return own_consent_in_words(policy)
    if message is not messages.CONSENT_OF_PARENT:
        return ""
    way, _ = way_of(policy, on, audience)
    # A refused request reads as one under way: a child does not learn who refused.
    if way.asks_automatically and reason in _REQUEST_WENT_OUT:
        return messages.CONSENT_OF_PARENT_EXPLAINED
    return f"Согласие даёт один из родителей {places_in_words(way.consent_given_at)}."


def _ladder(
    reason: Reason, policy: Policy, on: date, audience: Audience
) -> tuple[Rung, ...]:
    step = step_of(reason)
    if step is Step.GOSUSLUGI:
        return ()
    if reason is Reason.ESIA_NOT_OFFERED:
        return by_password()
    return climb(policy, on, _speaking_of(reason, audience), step)


def _speaking_of(reason: Reason, audience: Audience) -> Audience:
    """Only parents have a link; before that nobody's ladder names his kind of card."""
    if step_of(reason) in (Step.LINKED, Step.OPENED):
        return Audience(Who.PARENT)
    return audience
