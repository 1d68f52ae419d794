from datetime import date, timedelta

import pytest

from school.access.admitting import audience_of
from school.access.facts import (
    ActorOfStep,
    Admitted,
    Audience,
    Held,
    Level,
    Refused,
    Step,
)
from school.access.reasons import Reason
from school.access.tests.invented import (
    BY_PARENT,
    ON,
    OWN,
    child,
    decide,
    employee_card,
    guardian_card,
    mother,
    reason,
    student_card,
)
from school.regions.rules import Who

BORN = date(2012, 11, 22)


@pytest.mark.parametrize(
    ("level", "admitted"),
    [("confirmed", True), ("standard", False), ("simplified", False), ("child", False)],
)
def test_an_adult_needs_a_confirmed_account(level: Level, admitted: bool) -> None:
    decision = decide(mother(level=level), [guardian_card()])
    assert isinstance(decision, Admitted) is admitted
    if not admitted:
        why = Reason.ACCOUNT_NOT_CONFIRMED
        held = (Held(1, 10, why),)
        assert decision == Refused(why, Step.ACCOUNT, ActorOfStep.PERSON, held)


def test_of_too_simple_an_account_only_the_school_of_a_card_that_agrees_hears() -> None:
    person = mother(level="standard")
    for card in (
        guardian_card(first_name="Анна"),
        guardian_card(snils=None),
        guardian_card(attached_oid=1),
    ):
        decision = decide(person, [card])
        assert isinstance(decision, Refused)
        assert decision.reason is Reason.ACCOUNT_NOT_CONFIRMED
        assert decision.held == ()


@pytest.mark.parametrize(
    ("policy", "days", "level", "admitted"),
    [
        # Born 22 November 2012: fourteen on 22 November 2026, grace to 22 May 2027.
        ("ryazan-2024", date(2026, 11, 21), "child", True),
        ("ryazan-2024", date(2026, 11, 21), "confirmed", True),
        ("ryazan-2024", date(2026, 11, 21), "standard", False),
        ("ryazan-2024", date(2026, 11, 22), "child", True),
        ("ryazan-2024", date(2027, 5, 21), "child", True),
        ("ryazan-2024", date(2027, 5, 21), "simplified", False),
        ("ryazan-2024", date(2027, 5, 22), "child", False),
        ("ryazan-2024", date(2027, 5, 22), "confirmed", True),
        ("vologda-2024", date(2027, 5, 21), "child", True),
        ("vologda-2024", date(2027, 5, 22), "child", False),
        ("ryazan-2023", date(2030, 11, 21), "child", True),
        ("ryazan-2023", date(2030, 11, 22), "child", False),
        ("ryazan-2022", date(2026, 11, 22), "confirmed", True),
        ("ryazan-2022", date(2026, 11, 22), "child", False),
    ],
)
def test_the_level_follows_the_age_to_the_day(
    policy: str, days: date, level: Level, admitted: bool
) -> None:
    decision = decide(
        child(level=level, birth_date=BORN),
        [student_card(birth_date=BORN)],
        policy=policy,
        on=days,
    )
    assert isinstance(decision, Admitted) is admitted
    if not admitted:
        assert reason(decision) is Reason.ACCOUNT_NOT_CONFIRMED


def test_in_2022_a_pupil_under_fourteen_is_sent_to_the_password() -> None:
    decision = decide(
        child(birth_date=BORN, level="confirmed"),
        [student_card(birth_date=BORN)],
        policy="ryazan-2022",
        on=date(2026, 11, 21),
    )
    assert reason(decision) is Reason.ESIA_NOT_OFFERED


def test_at_eighteen_a_parents_consent_is_no_longer_enough() -> None:
    day = date(2030, 11, 22)
    pupil = child(birth_date=BORN, level="confirmed")
    cards = [student_card(birth_date=BORN)]
    before = decide(pupil, cards, consents=BY_PARENT, on=day - timedelta(days=1))
    assert isinstance(before, Admitted)
    after = decide(pupil, cards, consents=BY_PARENT, on=day)
    assert reason(after) is Reason.OWN_CONSENT_NOT_ASKED
    assert isinstance(decide(pupil, cards, consents=OWN, on=day), Admitted)


def test_in_2022_no_consent_is_asked_of_a_family() -> None:
    decision = decide(mother(), [guardian_card()], policy="ryazan-2022", consents=())
    assert isinstance(decision, Admitted)


def test_vologda_does_not_know_certificates() -> None:
    card = student_card(snils=None)
    assert isinstance(decide(child(), [card]), Admitted)
    held = decide(child(), [card], policy="vologda-2024")
    assert reason(held) is Reason.SNILS_MISSING_IN_CARD


def test_a_child_whose_parent_makes_the_account_is_sent_to_the_parent() -> None:
    decision = decide(child(level="standard"), [student_card()])
    assert isinstance(decision, Refused)
    assert decision.actor is ActorOfStep.GUARDIAN


def test_a_minor_with_a_guardians_card_needs_the_level_of_a_parent() -> None:
    young = mother(birth_date=BORN, level="child")
    card = guardian_card(birth_date=BORN)
    decision = decide(young, [card])
    assert reason(decision) is Reason.ACCOUNT_NOT_CONFIRMED
    assert isinstance(decide(mother(birth_date=BORN), [card]), Admitted)
    # The card that differs tells nothing of the level that it would have asked for.
    differs = decide(young, [guardian_card(birth_date=BORN, first_name="Анна")])
    assert reason(differs) is Reason.FIRST_NAME_DIFFERS


def test_in_grace_the_reason_is_the_present_brackets() -> None:
    decision = decide(
        child(birth_date=BORN), [student_card(birth_date=BORN)], consents=()
    )
    assert reason(decision) is Reason.PARENT_CONSENT_NOT_ASKED


@pytest.mark.parametrize(
    ("born", "audience"),
    [
        (date(2015, 5, 20), Audience(Who.PUPIL, 138)),
        (date(2008, 11, 23), Audience(Who.PUPIL, 17 * 12 + 11)),
        (date(2008, 11, 22), Audience(Who.PUPIL, 18 * 12)),
        (date(2005, 11, 23), Audience(Who.PUPIL, 20 * 12 + 11)),
        (date(2005, 11, 22), Audience(Who.PARENT)),
        (date(2027, 1, 1), Audience(Who.PUPIL, 0)),
        (date(9999, 12, 31), Audience(Who.PUPIL, 0)),
        (date.min, Audience(Who.PARENT)),
    ],
)
def test_before_a_match_the_audience_is_the_age_alone(
    born: date, audience: Audience
) -> None:
    assert audience_of(mother(birth_date=born), ON) == audience
    decision = decide(mother(birth_date=born), [])
    assert isinstance(decision, Refused)
    assert decision.audience == audience


def test_after_a_match_the_owner_of_the_card_is_spoken_to() -> None:
    young = mother(birth_date=BORN)
    card = guardian_card(birth_date=BORN)
    unlinked = decide(young, [card], kinship=())
    assert isinstance(unlinked, Refused)
    assert unlinked.audience == Audience(Who.PARENT)
    staff = decide(mother(), [employee_card()], consents=())
    assert isinstance(staff, Refused)
    assert staff.audience == Audience(Who.STAFF)
    pupil = decide(child(), [student_card()], consents=())
    assert isinstance(pupil, Refused)
    assert pupil.audience == Audience(Who.PUPIL, 138)


@pytest.mark.parametrize(
    "audience",
    [
        Audience(Who.PARENT),
        Audience(Who.STAFF),
        Audience(Who.PUPIL, 0),
        Audience(Who.PUPIL, 138),
        Audience(Who.PUPIL),
    ],
)
def test_an_audience_is_kept_as_its_text(audience: Audience) -> None:
    assert Audience.read(str(audience)) == audience


def test_an_unreadable_audience_is_an_adult() -> None:
    assert Audience.read("") == Audience(Who.PARENT)
    assert Audience.read("pupil-x") == Audience(Who.PUPIL)
    assert not Audience(Who.PUPIL).minor
