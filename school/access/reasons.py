"""Why somebody does not come in, at which step that is, and who acts next.

The truth as the school needs it. What the person reads is `diagnosis`; there, found,
agrees and registered are one line, so that nobody learns whether a card exists.
"""

from enum import StrEnum
from typing import Literal

Kind = Literal["student", "guardian", "employee"]


class Reason(StrEnum):
    """Every way a sign-in, or one card in it, can fail."""

    # Before anybody is known.
    ESIA_DENIED = "esia_denied"
    ESIA_UNAVAILABLE = "esia_unavailable"
    ESIA_FAILED = "esia_failed"
    ESIA_REFUSED_CODE = "esia_refused_code"
    ESIA_BAD_ANSWER = "esia_bad_answer"
    ATTEMPT_UNKNOWN = "attempt_unknown"
    ATTEMPT_EXPIRED = "attempt_expired"
    # The person at Госуслуги.
    ESIA_NOT_OFFERED = "esia_not_offered"
    ACCOUNT_NOT_CONFIRMED = "account_not_confirmed"
    # The card.
    NO_CARD = "no_card"
    ATTACHED_TO_ANOTHER = "attached_to_another"
    SNILS_DIFFERS = "snils_differs"
    SNILS_MISSING_IN_CARD = "snils_missing_in_card"
    SNILS_MISSING_AT_ESIA = "snils_missing_at_esia"
    CERTIFICATE_DIFFERS = "certificate_differs"
    DOCUMENT_OF_DIFFERENT_PEOPLE = "document_of_different_people"
    DOCUMENT_TWICE_IN_SCHOOL = "document_twice_in_school"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    LATIN_LETTERS = "latin_letters"
    TYPO_IN_NAME = "typo_in_name"
    SURNAME_CHANGED = "surname_changed"
    FIRST_NAME_DIFFERS = "first_name_differs"
    PATRONYMIC_DIFFERS = "patronymic_differs"
    NAME_DIFFERS = "name_differs"
    # The registers and the link.
    NOT_IN_GUARDIANS = "not_in_guardians"
    NOT_IN_STAFF = "not_in_staff"
    NO_USER = "no_user"
    USER_INACTIVE = "user_inactive"
    NO_LINK = "no_link"
    LINK_RESTRICTED = "link_restricted"
    CLOSED_BY_STUDENT = "closed_by_student"
    # Consent.
    OWN_CONSENT_NOT_ASKED = "own_consent_not_asked"
    OWN_CONSENT_ASKED = "own_consent_asked"
    OWN_CONSENT_REFUSED = "own_consent_refused"
    OWN_CONSENT_WITHDRAWN = "own_consent_withdrawn"
    OWN_CONSENT_EXPIRED = "own_consent_expired"
    OWN_CONSENT_SUPERSEDED = "own_consent_superseded"
    PARENT_CONSENT_NOT_ASKED = "parent_consent_not_asked"
    PARENT_CONSENT_ASKED = "parent_consent_asked"
    PARENT_CONSENT_REFUSED = "parent_consent_refused"
    PARENT_CONSENT_WITHDRAWN = "parent_consent_withdrawn"
    PARENT_CONSENT_EXPIRED = "parent_consent_expired"
    PARENT_CONSENT_SUPERSEDED = "parent_consent_superseded"


class Step(StrEnum):
    """The checks in their order (access.md §3)."""

    GOSUSLUGI = "gosuslugi"
    ACCOUNT = "account"
    FOUND = "found"
    AGREES = "agrees"
    REGISTERED = "registered"
    USER = "user"
    LINKED = "linked"
    OPENED = "opened"
    CONSENT = "consent"


class ActorOfStep(StrEnum):
    """Who acts next."""

    PERSON = "person"
    STUDENT = "student"
    GUARDIAN = "guardian"
    CLASS_TEACHER = "class_teacher"
    ADMINISTRATOR = "administrator"
    MUNICIPALITY = "municipality"
    SUPPORT = "support"
    GOSUSLUGI = "gosuslugi"


_REASONS: dict[Step, tuple[Reason, ...]] = {
    Step.GOSUSLUGI: (
        Reason.ESIA_DENIED,
        Reason.ESIA_UNAVAILABLE,
        Reason.ESIA_FAILED,
        Reason.ESIA_REFUSED_CODE,
        Reason.ESIA_BAD_ANSWER,
        Reason.ATTEMPT_UNKNOWN,
        Reason.ATTEMPT_EXPIRED,
    ),
    Step.ACCOUNT: (Reason.ESIA_NOT_OFFERED, Reason.ACCOUNT_NOT_CONFIRMED),
    Step.FOUND: (Reason.NO_CARD,),
    Step.AGREES: (
        Reason.ATTACHED_TO_ANOTHER,
        Reason.SNILS_DIFFERS,
        Reason.SNILS_MISSING_IN_CARD,
        Reason.SNILS_MISSING_AT_ESIA,
        Reason.CERTIFICATE_DIFFERS,
        Reason.DOCUMENT_OF_DIFFERENT_PEOPLE,
        Reason.DOCUMENT_TWICE_IN_SCHOOL,
        Reason.BIRTH_DATE_DIFFERS,
        Reason.LATIN_LETTERS,
        Reason.TYPO_IN_NAME,
        Reason.SURNAME_CHANGED,
        Reason.FIRST_NAME_DIFFERS,
        Reason.PATRONYMIC_DIFFERS,
        Reason.NAME_DIFFERS,
    ),
    Step.REGISTERED: (Reason.NOT_IN_GUARDIANS, Reason.NOT_IN_STAFF),
    Step.USER: (Reason.NO_USER, Reason.USER_INACTIVE),
    Step.LINKED: (Reason.NO_LINK, Reason.LINK_RESTRICTED),
    Step.OPENED: (Reason.CLOSED_BY_STUDENT,),
    Step.CONSENT: (
        Reason.OWN_CONSENT_NOT_ASKED,
        Reason.OWN_CONSENT_ASKED,
        Reason.OWN_CONSENT_REFUSED,
        Reason.OWN_CONSENT_WITHDRAWN,
        Reason.OWN_CONSENT_EXPIRED,
        Reason.OWN_CONSENT_SUPERSEDED,
        Reason.PARENT_CONSENT_NOT_ASKED,
        Reason.PARENT_CONSENT_ASKED,
        Reason.PARENT_CONSENT_REFUSED,
        Reason.PARENT_CONSENT_WITHDRAWN,
        Reason.PARENT_CONSENT_EXPIRED,
        Reason.PARENT_CONSENT_SUPERSEDED,
    ),
}
_STEP_OF = {reason: step for step, reasons in _REASONS.items() for reason in reasons}
_BEFORE_ANYBODY = {
    Reason.ESIA_DENIED: ActorOfStep.PERSON,
    Reason.ESIA_UNAVAILABLE: ActorOfStep.GOSUSLUGI,
    Reason.ESIA_FAILED: ActorOfStep.GOSUSLUGI,
    Reason.ESIA_REFUSED_CODE: ActorOfStep.PERSON,
    Reason.ESIA_BAD_ANSWER: ActorOfStep.SUPPORT,
    Reason.ATTEMPT_UNKNOWN: ActorOfStep.PERSON,
    Reason.ATTEMPT_EXPIRED: ActorOfStep.PERSON,
}
_NOT_FOR_A_CLASS_TEACHER = {
    Reason.ATTACHED_TO_ANOTHER,
    Reason.DOCUMENT_OF_DIFFERENT_PEOPLE,
    Reason.DOCUMENT_TWICE_IN_SCHOOL,
}


def step_of(reason: Reason) -> Step:
    """The check that this reason failed."""
    return _STEP_OF[reason]


def actor_of(
    reason: Reason, kind: Kind, *, child: bool = False, administrator: bool = False
) -> ActorOfStep:
    """Who acts next, in truth: what the school's own pages show.

    `child` is a pupil whose account at Госуслуги his parent makes; `administrator` an
    employee who mends others' cards, so that the municipal department mends his.
    """
    step = _STEP_OF[reason]
    if step is Step.GOSUSLUGI:
        return _BEFORE_ANYBODY[reason]
    if reason is Reason.ESIA_NOT_OFFERED:
        return ActorOfStep.CLASS_TEACHER
    if step is Step.ACCOUNT:
        return ActorOfStep.GUARDIAN if child else ActorOfStep.PERSON
    if step is Step.OPENED:
        return ActorOfStep.STUDENT
    if step is Step.CONSENT:
        own = reason.value.startswith("own")
        return ActorOfStep.PERSON if own else ActorOfStep.GUARDIAN
    if kind == "employee":
        return ActorOfStep.MUNICIPALITY if administrator else ActorOfStep.ADMINISTRATOR
    typed = step in (Step.FOUND, Step.AGREES) and reason not in _NOT_FOR_A_CLASS_TEACHER
    return ActorOfStep.CLASS_TEACHER if typed else ActorOfStep.ADMINISTRATOR
