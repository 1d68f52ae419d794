"""When each message is read: access.md §4, every reason × policy × age, to the day."""

from datetime import date, timedelta
from itertools import product

import pytest

from school.access.admitting import admit
from school.access.diagnosis import explain
from school.access.facts import (
    Audience,
    CardFacts,
    ConsentFacts,
    ConsentState,
    Identity,
    Refused,
)
from school.access.messages import CONSENT_OF_PARENT_EXPLAINED
from school.access.reasons import Reason, Step, step_of
from school.access.tests.invented import ON, POLICIES, child, mother, student_card
from school.regions.policy import Policy, Who

_OURS = {
    Reason.ESIA_DENIED: "CONSENT_OWN",
    Reason.ESIA_UNAVAILABLE: "ESIA_UNAVAILABLE",
    Reason.ESIA_FAILED: "ESIA_UNAVAILABLE",
    Reason.ESIA_BAD_ANSWER: "ESIA_BAD_ANSWER",
    Reason.ESIA_REFUSED_CODE: "SIGN_IN_AGAIN",
    Reason.ATTEMPT_UNKNOWN: "SIGN_IN_AGAIN",
    Reason.ATTEMPT_EXPIRED: "SIGN_IN_AGAIN",
    Reason.ESIA_NOT_OFFERED: "SIGN_IN_BY_PASSWORD",
    Reason.ACCOUNT_NOT_CONFIRMED: "ACCOUNT_NOT_CONFIRMED",
    Reason.CLOSED_BY_STUDENT: "CLOSED_BY_STUDENT",
}
_IN_NO_REGISTER = (Step.FOUND, Step.AGREES, Step.REGISTERED, Step.USER)
AUDIENCES = [
    Audience(Who.PARENT),
    Audience(Who.STAFF),
    *(Audience(Who.PUPIL, months) for months in (80, 168, 173, 174, 215, 216, 240)),
]


def expected(reason: Reason, policy: Policy, audience: Audience) -> str:
    """The table of access.md §4, read as it is written."""
    if reason in _OURS:
        return _OURS[reason]
    if reason.startswith("own_consent"):
        return "CONSENT_OWN"
    if reason.startswith("parent_consent"):
        return "CONSENT_OF_PARENT"
    if policy.messages == "ais" and step_of(reason) in _IN_NO_REGISTER:
        return "NOT_IN_SYSTEM"
    under_18 = audience.who is Who.PUPIL and (audience.months or 0) < 18 * 12
    return "DIARY_NOT_FOUND_MINOR" if under_18 else "DIARY_NOT_FOUND"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_reads_the_message_of_the_table(reason: Reason) -> None:
    for policy, audience in product(POLICIES.values(), AUDIENCES):
        found = explain(reason, policy=policy, on=ON, audience=audience)
        assert found.message.key == expected(reason, policy, audience)


def read(
    identity: Identity,
    cards: list[CardFacts],
    consents: list[ConsentFacts],
    policy: str = "ryazan-2024",
) -> tuple[str, str]:
    """What somebody reads who is refused at the door: the key and the explanation."""
    rules = POLICIES[policy]
    decision = admit(rules, ON, identity, cards, [], consents)
    assert isinstance(decision, Refused)
    told = explain(decision.reason, policy=rules, on=ON, audience=decision.audience)
    return told.message.key, told.explanation


# Eighteen on the day of the test, and tomorrow.
TODAY_18 = date(ON.year - 18, ON.month, ON.day)
TOMORROW_18 = TODAY_18 + timedelta(days=1)


@pytest.mark.parametrize(
    ("born", "not_found", "consent"),
    [
        (TOMORROW_18, "DIARY_NOT_FOUND_MINOR", "CONSENT_OF_PARENT"),
        (TODAY_18, "DIARY_NOT_FOUND", "CONSENT_OWN"),
    ],
)
def test_the_messages_of_a_pupil_change_on_the_day_of_eighteen(
    born: date, not_found: str, consent: str
) -> None:
    pupil = child(birth_date=born, level="confirmed")
    card = student_card(birth_date=born)
    assert read(pupil, [], [])[0] == not_found
    assert read(pupil, [card], [])[0] == consent


STATES: tuple[ConsentState, ...] = (
    "asked",
    "refused",
    "withdrawn",
    "expired",
    "superseded",
)


@pytest.mark.parametrize("policy", ["ryazan-2023", "ryazan-2024", "vologda-2024"])
@pytest.mark.parametrize("state", [None, *STATES])
def test_the_automatic_request_is_told_where_it_goes_out_and_was_accepted(
    policy: str, state: ConsentState | None
) -> None:
    facts = [ConsentFacts("parent", state)] if state else []
    key, words = read(child(), [student_card()], facts, policy)
    assert key == "CONSENT_OF_PARENT"
    automatically = policy != "vologda-2024"
    went_out = state in ("asked", "refused")
    assert (words == CONSENT_OF_PARENT_EXPLAINED) == (automatically and went_out)
    if words != CONSENT_OF_PARENT_EXPLAINED:
        assert words.startswith("Согласие даёт один из родителей ")


def test_nobody_who_is_not_found_reads_an_explanation() -> None:
    assert read(child(), [], []) == ("DIARY_NOT_FOUND_MINOR", "")
    assert read(mother(), [], []) == ("DIARY_NOT_FOUND", "")
    assert read(mother(), [], [], "ryazan-2022") == ("NOT_IN_SYSTEM", "")
