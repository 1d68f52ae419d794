"""A parent of a grown student at the door: admitted, or told the truth."""

from dataclasses import replace
from datetime import date

import pytest

from school.access.diagnosis import explain, for_school
from school.access.facts import Admitted, KinshipFacts, Profile, Refused
from school.access.readiness import Answer, State, readiness
from school.access.reasons import ActorOfStep, Reason, Step
from school.access.tests.invented import (
    LINK,
    ON,
    OWN,
    POLICIES,
    RYAZAN,
    decide,
    guardian_card,
    mother,
    reason,
)
from school.regions.policy import Policy

TODAY_EIGHTEEN = date(2008, 11, 22)
TOMORROW_EIGHTEEN = date(2008, 11, 23)
ASKING = replace(RYAZAN, parents_of_adults="with_consent")
IN = (Profile("guardian", 1, 10, (20,)),)


def link(born: date, allows: bool | None) -> KinshipFacts:
    return replace(LINK[0], born=born, allows=allows)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Policy:
    """Rules under which a grown student is asked first, as «ryazan-2024»."""
    monkeypatch.setitem(POLICIES, "ryazan-2024", ASKING)
    return ASKING


def comes(*links: KinshipFacts) -> Admitted | Refused:
    return decide(mother(), [guardian_card()], kinship=links)


@pytest.mark.parametrize("allows", [None, True, False])
def test_before_the_birthday_she_comes_in(allows: bool | None) -> None:
    assert comes(link(TOMORROW_EIGHTEEN, allows)) == Admitted(IN)


@pytest.mark.parametrize("allows", [None, True])
def test_until_he_objects_she_comes_in(allows: bool | None) -> None:
    assert comes(link(TODAY_EIGHTEEN, allows)) == Admitted(IN)


def test_when_he_objects_she_does_not() -> None:
    decision = comes(link(TODAY_EIGHTEEN, False))
    assert isinstance(decision, Refused)
    assert (decision.reason, decision.step, decision.actor) == (
        Reason.CLOSED_BY_STUDENT,
        Step.OPENED,
        ActorOfStep.STUDENT,
    )


@pytest.mark.usefixtures("asking")
def test_where_he_is_asked_first_silence_is_a_no() -> None:
    assert reason(comes(link(TODAY_EIGHTEEN, None))) is Reason.CLOSED_BY_STUDENT
    assert comes(link(TODAY_EIGHTEEN, True)) == Admitted(IN)


def test_another_child_is_read_on() -> None:
    brother = replace(LINK[0], student_id=21)
    decision = comes(link(TODAY_EIGHTEEN, False), brother)
    assert decision == Admitted((Profile("guardian", 1, 10, (21,)),))


def test_a_court_is_named_before_him_and_a_link_before_both() -> None:
    closed = link(TODAY_EIGHTEEN, False)
    cut = replace(closed, restricted=True)
    assert reason(comes()) is Reason.NO_LINK
    assert reason(comes(cut)) is Reason.LINK_RESTRICTED
    other = replace(cut, student_id=21)
    assert reason(comes(other, closed)) is Reason.CLOSED_BY_STUDENT


def test_she_reads_that_he_decides_and_no_lie() -> None:
    decision = comes(link(TODAY_EIGHTEEN, False))
    assert isinstance(decision, Refused)
    found = explain(decision.reason, policy=RYAZAN, on=ON, audience=decision.audience)
    assert "он сам решает" in found.message.text
    assert found.actor_words == "Решает сам ученик."
    shown = [(rung.key, rung.state) for rung in found.ladder]
    assert shown == [
        ("account", "done"),
        ("lists", "done"),
        ("link", "done"),
        ("opened", "stop"),
        ("consent", "later"),
    ]


def test_the_school_reads_that_there_is_nothing_to_mend() -> None:
    found = for_school(Reason.CLOSED_BY_STUDENT, "guardian")
    assert found.actor is ActorOfStep.STUDENT
    assert "только сам ученик" in found.sentence


def test_readiness_names_him_alone() -> None:
    found = readiness(
        RYAZAN,
        ON,
        guardian_card(),
        cards=[guardian_card()],
        kinship=[link(TODAY_EIGHTEEN, False)],
        consents=OWN,
    )
    failed = [each for each in found.answers if each.state is State.FAILED]
    assert failed == [Answer(Step.OPENED, State.FAILED, Reason.CLOSED_BY_STUDENT)]
    alone = readiness(
        RYAZAN, ON, guardian_card(), cards=[guardian_card()], kinship=(), consents=OWN
    )
    failed = [each for each in alone.answers if each.state is State.FAILED]
    assert failed == [Answer(Step.LINKED, State.FAILED, Reason.NO_LINK)]
