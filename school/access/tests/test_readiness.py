"""Readiness asks what the door asks, before anybody comes to it."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from school.access.admitting import admit
from school.access.facts import (
    Admitted,
    CardFacts,
    ConsentFacts,
    ConsentState,
    Identity,
    KinshipFacts,
    UserState,
)
from school.access.readiness import Answer, Readiness, State, readiness
from school.access.reasons import Reason, Step
from school.access.tests.invented import (
    BY_PARENT,
    CERTIFICATE,
    CHILD_SNILS,
    LINK,
    MOTHER_SNILS,
    ON,
    OTHER_SNILS,
    OWN,
    POLICIES,
    RYAZAN,
    employee_card,
    guardian_card,
    student_card,
)


def ready(
    card: CardFacts,
    *others: CardFacts,
    policy: str = "ryazan-2024",
    kinship: Any = LINK,
    consents: Any = None,
    on: date = ON,
) -> Readiness:
    return readiness(
        POLICIES[policy],
        on,
        card,
        cards=(card, *others),
        kinship=kinship,
        consents=consents,
    )


def states(found: Readiness) -> dict[str, str]:
    return {answer.step.value: answer.state.value for answer in found.answers}


def test_a_right_card_waits_for_what_only_gosuslugi_know() -> None:
    found = ready(guardian_card())
    assert found.stop is None
    assert states(found) == {
        "agrees": "unknown",
        "account": "unknown",
        "registered": "passed",
        "user": "passed",
        "linked": "passed",
        "opened": "passed",
        "consent": "unknown",
    }


def test_a_student_has_no_register_of_parents_and_no_link() -> None:
    found = ready(student_card(attached_oid=2), consents=BY_PARENT)
    assert states(found) == {
        "agrees": "unknown",
        "account": "unknown",
        "user": "passed",
        "consent": "passed",
    }


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        (guardian_card(snils=None), Reason.SNILS_MISSING_IN_CARD),
        (student_card(snils=None, certificate=None), Reason.SNILS_MISSING_IN_CARD),
        (guardian_card(last_name="Cмирнова"), Reason.LATIN_LETTERS),
        (guardian_card(registered=False), Reason.NOT_IN_GUARDIANS),
        (employee_card(registered=False), Reason.NOT_IN_STAFF),
        (guardian_card(user="none"), Reason.NO_USER),
        (guardian_card(user="inactive"), Reason.USER_INACTIVE),
        (guardian_card(card_id=99), Reason.NO_LINK),
    ],
)
def test_what_the_school_must_mend_stops_before_anybody_tries(
    card: CardFacts, reason: Reason
) -> None:
    stop = ready(card).stop
    assert stop is not None
    assert (stop.state, stop.reason) == (State.FAILED, reason)


def test_the_first_failure_stops_and_the_later_ones_are_told_too() -> None:
    found = ready(guardian_card(user="none", registered=False), kinship=())
    assert found.stop == Answer(Step.REGISTERED, State.FAILED, Reason.NOT_IN_GUARDIANS)
    assert [each.reason for each in found.answers if each.reason] == [
        Reason.NOT_IN_GUARDIANS,
        Reason.NO_USER,
        Reason.NO_LINK,
    ]


def test_a_certificate_is_enough_where_the_policy_says_so() -> None:
    card = student_card(snils=None)
    assert ready(card).stop is None
    assert ready(card, policy="vologda-2024").stop is not None


def test_an_age_without_gosuslugi_is_told_at_once() -> None:
    found = ready(student_card(), policy="ryazan-2022")
    assert found.answers == (
        Answer(Step.ACCOUNT, State.FAILED, Reason.ESIA_NOT_OFFERED),
    )


def test_a_mothers_document_in_her_childs_card_stops_both() -> None:
    hers, childs = guardian_card(), student_card(snils=MOTHER_SNILS)
    for card, other in ((hers, childs), (childs, hers)):
        stop = ready(card, other).stop
        assert stop is not None
        assert stop.reason is Reason.DOCUMENT_OF_DIFFERENT_PEOPLE


def test_consent_is_known_only_of_an_account() -> None:
    card = guardian_card(attached_oid=1)
    stop = ready(card, consents=[ConsentFacts("own", "withdrawn")]).stop
    assert stop is not None
    assert stop.reason is Reason.OWN_CONSENT_WITHDRAWN
    assert ready(card, consents=OWN).stop is None
    assert states(ready(card))["consent"] == "unknown"
    assert states(ready(card, policy="ryazan-2022"))["consent"] == "passed"


def test_in_grace_either_way_will_do() -> None:
    # Fourteen a month ago: the present way and the former one ask the same consent.
    card = student_card(birth_date=date(2012, 10, 22))
    assert len(RYAZAN.ways(_pupil(), card.birth_date, ON)) == 2
    assert ready(card).stop is None
    stop = ready(replace(card, user="inactive")).stop
    assert stop is not None
    assert stop.reason is Reason.USER_INACTIVE


def _pupil() -> Any:
    return RYAZAN.brackets[0].who


def test_the_door_says_the_same_to_whoever_the_card_describes() -> None:
    chance = Random(7)  # noqa: S311 - cards invented anew the same
    stopped = 0
    for _ in range(2_000):
        policy = chance.choice(list(POLICIES.values()))
        card, consents = _any_card(chance), _any_consents(chance)
        kinship = [
            KinshipFacts(1, card.card_id, 20, restricted=chance.random() < 0.3)
        ] * chance.choice((0, 1, 1))
        found = readiness(
            policy, ON, card, cards=[card], kinship=kinship, consents=consents
        )
        decision = admit(policy, ON, _person(card), [card], kinship, consents)
        if found.stop is None:
            assert isinstance(decision, Admitted)
            continue
        stopped += 1
        assert not isinstance(decision, Admitted)
        assert decision.reason is found.stop.reason
    assert 500 < stopped < 1_900


def _any_card(chance: Random) -> CardFacts:
    make = chance.choice((guardian_card, student_card, employee_card))
    return make(
        birth_date=date(chance.randint(1980, 2019), chance.randint(1, 12), 28),
        snils=chance.choice((CHILD_SNILS, OTHER_SNILS, OTHER_SNILS, None)),
        certificate=chance.choice((CERTIFICATE, None)),
        registered=chance.random() < 0.9,
        user=chance.choice(_USERS),
        attached_oid=chance.choice((None, 5)),
    )


_USERS: tuple[UserState, ...] = ("active", "active", "active", "inactive", "none")
_STATES: tuple[ConsentState, ...] = ("given", "given", "asked", "withdrawn")


def _any_consents(chance: Random) -> list[ConsentFacts]:
    return [
        ConsentFacts("own", chance.choice(_STATES)),
        ConsentFacts("parent", chance.choice(_STATES)),
    ]


def _person(card: CardFacts) -> Identity:
    """Whoever comes with a confirmed account and just what the card says."""
    return Identity(
        card.attached_oid or 7,
        card.last_name,
        card.first_name,
        card.patronymic,
        card.birth_date,
        card.snils,
        card.certificate,
        "confirmed",
    )
