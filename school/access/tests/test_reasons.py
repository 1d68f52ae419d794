"""Every reason is reached: by the decision, or on the way to it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from school.access.admitting import refused_at_gosuslugi
from school.access.facts import Admitted, ConsentFacts, Refused
from school.access.reasons import Reason, Step, step_of
from school.access.tests.invented import (
    LINK,
    MOTHER_SNILS,
    OTHER_SNILS,
    OWN,
    child,
    decide,
    employee_card,
    guardian_card,
    mother,
    student_card,
)

GROWN = date(2008, 11, 22)
CONSENT_STATES = (
    *("not_asked", "asked", "refused", "withdrawn", "expired", "superseded"),
)


def of_a_mother(*more: Any, **changed: Any) -> Admitted | Refused:
    """Her decision when her card reads otherwise, and `more` cards are found."""
    return decide(mother(), [guardian_card(**changed), *more])


def of_a_child(**changed: Any) -> Admitted | Refused:
    """The child's decision when her card reads otherwise."""
    return decide(child(), [student_card(**changed)])


def consent(whose: Any, state: Any) -> Admitted | Refused:
    """The decision where one consent stands so."""
    facts = [] if state == "not_asked" else [ConsentFacts(whose, state)]
    if whose == "own":
        return decide(mother(), [guardian_card()], consents=facts)
    return decide(child(), [student_card()], consents=[*facts, *OWN])


REACHED: dict[Reason, Admitted | Refused] = {
    Reason.ESIA_NOT_OFFERED: decide(child(), [], policy="ryazan-2022"),
    Reason.ACCOUNT_NOT_CONFIRMED: decide(mother(level="standard"), []),
    Reason.NO_CARD: decide(mother(), []),
    Reason.ATTACHED_TO_ANOTHER: of_a_mother(attached_oid=777),
    Reason.SNILS_DIFFERS: of_a_mother(snils=OTHER_SNILS),
    Reason.SNILS_MISSING_IN_CARD: of_a_mother(snils=None),
    Reason.SNILS_MISSING_AT_ESIA: decide(
        mother(snils=None), [guardian_card(attached_oid=1)]
    ),
    Reason.CERTIFICATE_DIFFERS: of_a_child(snils=None, certificate="II-ИК 654321"),
    Reason.DOCUMENT_OF_DIFFERENT_PEOPLE: of_a_mother(student_card(snils=MOTHER_SNILS)),
    Reason.DOCUMENT_TWICE_IN_SCHOOL: of_a_mother(guardian_card(card_id=12)),
    Reason.BIRTH_DATE_DIFFERS: of_a_mother(birth_date=date(1988, 3, 15)),
    Reason.LATIN_LETTERS: of_a_mother(last_name="Cмирнова"),
    Reason.TYPO_IN_NAME: of_a_mother(first_name="Наталья"),
    Reason.SURNAME_CHANGED: of_a_mother(last_name="Преображенская"),
    Reason.FIRST_NAME_DIFFERS: of_a_mother(first_name="Евдокия"),
    Reason.PATRONYMIC_DIFFERS: of_a_mother(patronymic=""),
    Reason.NAME_DIFFERS: of_a_mother(last_name="Ли", first_name="Ия"),
    Reason.NOT_IN_GUARDIANS: of_a_mother(registered=False),
    Reason.NOT_IN_STAFF: decide(mother(), [employee_card(registered=False)]),
    Reason.NO_USER: of_a_mother(user="none"),
    Reason.USER_INACTIVE: of_a_mother(user="inactive"),
    Reason.NO_LINK: decide(mother(), [guardian_card()], kinship=[]),
    Reason.LINK_RESTRICTED: decide(
        mother(), [guardian_card()], kinship=[replace(LINK[0], restricted=True)]
    ),
    Reason.CLOSED_BY_STUDENT: decide(
        mother(),
        [guardian_card()],
        kinship=[replace(LINK[0], born=GROWN, allows=False)],
    ),
    **{
        Reason(f"{whose}_consent_{state}"): consent(whose, state)
        for whose in ("own", "parent")
        for state in CONSENT_STATES
    },
    **{
        reason: refused_at_gosuslugi(reason)
        for reason in Reason
        if step_of(reason) is Step.GOSUSLUGI
    },
}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_reached(reason: Reason) -> None:
    decision = REACHED[reason]
    assert isinstance(decision, Refused)
    assert (decision.reason, decision.step) == (reason, step_of(reason))
