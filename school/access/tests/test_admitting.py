from datetime import date
from itertools import permutations
from typing import Any

import pytest

from school.access.admitting import (
    refused_at_gosuslugi,
)
from school.access.checking import level_suffices
from school.access.facts import (
    ActorOfStep,
    Admitted,
    Audience,
    ConsentFacts,
    Held,
    KinshipFacts,
    Profile,
    Refused,
    Step,
)
from school.access.reasons import Reason
from school.access.tests.invented import (
    BY_PARENT,
    LINK,
    OWN,
    POLICIES,
    RYAZAN,
    child,
    decide,
    employee_card,
    guardian_card,
    mother,
    reason,
    student_card,
)
from school.regions.rules import Who


def test_a_mother_comes_in_to_her_child() -> None:
    decision = decide(mother(), [guardian_card()])
    assert decision == Admitted((Profile("guardian", 1, 10, (20,)),))


def test_a_pupil_comes_in_by_a_parents_consent() -> None:
    decision = decide(child(), [student_card()], consents=BY_PARENT)
    assert decision == Admitted((Profile("student", 1, 20),))


def test_a_teacher_who_is_a_parent_comes_in_as_both() -> None:
    decision = decide(mother(), [guardian_card(), employee_card()])
    assert decision == Admitted(
        (Profile("employee", 1, 11), Profile("guardian", 1, 10, (20,)))
    )


def test_children_of_two_schools_come_together() -> None:
    cards = [guardian_card(), guardian_card(school_id=2)]
    links = [*LINK, KinshipFacts(2, 10, 31, False), KinshipFacts(2, 10, 30, False)]
    assert decide(mother(), cards, kinship=links) == Admitted(
        (Profile("guardian", 1, 10, (20,)), Profile("guardian", 2, 10, (30, 31)))
    )


def test_one_wrong_card_is_held_and_hides_nothing() -> None:
    wrong = guardian_card(school_id=2, birth_date=date(1988, 3, 15))
    links = [*LINK, KinshipFacts(2, 10, 30, False)]
    assert decide(mother(), [guardian_card(), wrong], kinship=links) == Admitted(
        (Profile("guardian", 1, 10, (20,)),),
        (Held(2, 10, Reason.BIRTH_DATE_DIFFERS),),
    )


@pytest.mark.parametrize(
    ("changed", "expected", "step", "actor"),
    [
        (
            {"patronymic": "Сергевна"},
            Reason.TYPO_IN_NAME,
            Step.AGREES,
            ActorOfStep.CLASS_TEACHER,
        ),
        (
            {"attached_oid": 9},
            Reason.ATTACHED_TO_ANOTHER,
            Step.AGREES,
            ActorOfStep.ADMINISTRATOR,
        ),
        (
            {"registered": False},
            Reason.NOT_IN_GUARDIANS,
            Step.REGISTERED,
            ActorOfStep.ADMINISTRATOR,
        ),
        ({"user": "none"}, Reason.NO_USER, Step.USER, ActorOfStep.ADMINISTRATOR),
        (
            {"user": "inactive"},
            Reason.USER_INACTIVE,
            Step.USER,
            ActorOfStep.ADMINISTRATOR,
        ),
        (
            {"registered": False, "user": "none"},
            Reason.NOT_IN_GUARDIANS,
            Step.REGISTERED,
            ActorOfStep.ADMINISTRATOR,
        ),
        (
            {"registered": False, "last_name": "Козлова"},
            Reason.SURNAME_CHANGED,
            Step.AGREES,
            ActorOfStep.CLASS_TEACHER,
        ),
    ],
)
def test_the_first_failed_check_is_the_reason(
    changed: dict[str, Any], expected: Reason, step: Step, actor: ActorOfStep
) -> None:
    decision = decide(mother(), [guardian_card(**changed)], kinship=(), consents=())
    assert decision == Refused(
        expected, step, actor, (Held(1, 10, expected),), Audience(Who.PARENT)
    )


def test_no_card_is_a_refusal_that_holds_nothing() -> None:
    assert decide(mother(), []) == Refused(
        Reason.NO_CARD, Step.FOUND, ActorOfStep.CLASS_TEACHER
    )


def test_a_parent_without_a_live_link_is_refused_before_consent() -> None:
    decision = decide(mother(), [guardian_card()], kinship=(), consents=())
    assert reason(decision) is Reason.NO_LINK


def test_a_link_of_another_school_or_card_is_not_hers() -> None:
    links = [KinshipFacts(2, 10, 20, False), KinshipFacts(1, 11, 20, False)]
    decision = decide(mother(), [guardian_card()], kinship=links)
    assert reason(decision) is Reason.NO_LINK


def test_a_court_restriction_cuts_one_link_and_not_the_others() -> None:
    cut = KinshipFacts(1, 10, 20, restricted=True)
    other = KinshipFacts(1, 10, 21, restricted=False)
    assert reason(decide(mother(), [guardian_card()], kinship=[cut])) is (
        Reason.LINK_RESTRICTED
    )
    assert decide(mother(), [guardian_card()], kinship=[cut, other]) == Admitted(
        (Profile("guardian", 1, 10, (21,)),)
    )


@pytest.mark.parametrize(
    "state", ["asked", "refused", "withdrawn", "expired", "superseded"]
)
def test_a_consent_that_is_not_given_has_its_own_reason(state: Any) -> None:
    own = decide(mother(), [guardian_card()], consents=[ConsentFacts("own", state)])
    assert reason(own) is Reason(f"own_consent_{state}")
    assert isinstance(own, Refused)
    assert own.actor is ActorOfStep.PERSON
    by_parent = decide(
        child(), [student_card()], consents=[ConsentFacts("parent", state)]
    )
    assert reason(by_parent) is Reason(f"parent_consent_{state}")
    assert isinstance(by_parent, Refused)
    assert by_parent.actor is ActorOfStep.GUARDIAN


def test_a_consent_nobody_asked_for_is_said_so() -> None:
    assert reason(decide(mother(), [guardian_card()], consents=())) is (
        Reason.OWN_CONSENT_NOT_ASKED
    )
    assert reason(decide(child(), [student_card()], consents=OWN)) is (
        Reason.PARENT_CONSENT_NOT_ASKED
    )


def test_one_parent_is_enough_and_the_most_hopeful_state_is_told() -> None:
    refused = ConsentFacts("parent", "refused")
    assert isinstance(
        decide(child(), [student_card()], consents=[refused, *BY_PARENT]), Admitted
    )
    waiting = decide(
        child(), [student_card()], consents=[refused, ConsentFacts("parent", "asked")]
    )
    assert reason(waiting) is Reason.PARENT_CONSENT_ASKED


def test_a_parents_consent_is_not_the_parents_own() -> None:
    decision = decide(mother(), [guardian_card()], consents=BY_PARENT)
    assert reason(decision) is Reason.OWN_CONSENT_NOT_ASKED


@pytest.mark.parametrize("changed", [{"registered": False}, {"user": "inactive"}])
def test_a_former_teacher_is_refused(changed: dict[str, Any]) -> None:
    decision = decide(mother(), [employee_card(**changed)])
    assert isinstance(decision, Refused)
    assert decision.actor is ActorOfStep.ADMINISTRATOR
    assert decision.audience == Audience(Who.PARENT)


def test_a_former_teacher_still_comes_in_as_a_mother() -> None:
    cards = [employee_card(registered=False), guardian_card()]
    assert decide(mother(), cards) == Admitted(
        (Profile("guardian", 1, 10, (20,)),), (Held(1, 11, Reason.NOT_IN_STAFF),)
    )


def test_the_municipality_mends_an_administrators_card() -> None:
    card = employee_card(administrator=True, last_name="Козлова")
    decision = decide(mother(), [card])
    assert isinstance(decision, Refused)
    assert decision.actor is ActorOfStep.MUNICIPALITY


def test_the_furthest_card_speaks_for_a_refusal() -> None:
    cards = [
        guardian_card(school_id=3, user="none"),
        guardian_card(school_id=2, birth_date=date(1990, 1, 1)),
        guardian_card(),
    ]
    decision = decide(mother(), cards, kinship=())
    assert reason(decision) is Reason.NO_LINK
    assert isinstance(decision, Refused)
    assert {held.school_id for held in decision.held} == {1, 2, 3}


def test_the_order_of_the_facts_does_not_matter() -> None:
    cards = [
        guardian_card(),
        employee_card(user="none"),
        guardian_card(school_id=2, first_name="Наталья"),
    ]
    decisions = {
        decide(mother(), order, kinship=(), consents=())
        for order in permutations(cards)
    }
    assert len(decisions) == 1


def test_a_refusal_without_an_identity_has_a_step_and_an_actor() -> None:
    assert refused_at_gosuslugi(Reason.ESIA_DENIED) == Refused(
        Reason.ESIA_DENIED, Step.GOSUSLUGI, ActorOfStep.PERSON
    )
    assert refused_at_gosuslugi(Reason.ESIA_UNAVAILABLE).actor is ActorOfStep.GOSUSLUGI


def test_a_level_is_asked_only_of_a_way_through_esia() -> None:
    by_password = POLICIES["ryazan-2022"].of(Who.PUPIL)[0]
    assert not level_suffices(by_password, "confirmed")
    assert level_suffices(RYAZAN.of(Who.PUPIL)[0], "child")


def test_son_on_his_mothers_session_sees_her_children_as_his_mother() -> None:
    """Nothing in the identity tells them apart: the page says whose account it is."""
    decision = decide(mother(), [guardian_card()])
    assert isinstance(decision, Admitted)
    assert decision.profiles[0].kind == "guardian"
