from itertools import product

import pytest

from school.access.diagnosis import explain, for_school
from school.access.facts import Audience
from school.access.ladder import Rung
from school.access.reasons import ActorOfStep, Kind, Reason, Step, step_of
from school.access.tests.invented import ON, POLICIES
from school.regions.rules import Who

PARENT = Audience(Who.PARENT)
STAFF = Audience(Who.STAFF)
CHILD = Audience(Who.PUPIL, 11 * 12)
FRESH = Audience(Who.PUPIL, 14 * 12 + 2)
TEENAGER = Audience(Who.PUPIL, 15 * 12)
GROWN = Audience(Who.PUPIL, 18 * 12 + 3)
AUDIENCES = (PARENT, STAFF, CHILD, FRESH, TEENAGER, GROWN)
KINDS: tuple[Kind, ...] = ("student", "guardian", "employee")
HIDDEN_STEPS = {Step.FOUND, Step.AGREES, Step.REGISTERED, Step.USER}
HIDDEN = [reason for reason in Reason if step_of(reason) in HIDDEN_STEPS]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained_to_everybody(reason: Reason) -> None:
    for policy, audience in product(POLICIES.values(), AUDIENCES):
        found = explain(reason, policy=policy, on=ON, audience=audience)
        assert found.message.text
        stops = [rung for rung in found.ladder if rung.state == "stop"]
        assert bool(found.ladder) == (step_of(reason) is not Step.GOSUSLUGI)
        assert len(stops) == (1 if found.ladder else 0)
        for rung in stops:
            assert rung.instruction
            assert rung.actor_words.endswith(".")
            assert (found.step, found.actor) == (rung.key, rung.actor)
        for rung in found.ladder:
            assert rung.title
            assert not rung.title.endswith(".")
        assert not (found.staff_line and audience.minor)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained_to_the_school(reason: Reason, kind: Kind) -> None:
    found = for_school(reason, kind)
    assert found.step is step_of(reason)
    assert found.sentence.endswith(".")
    assert found.sentence[0].isupper()


def test_every_step_has_a_reason() -> None:
    assert {step_of(reason) for reason in Reason} == set(Step)


def test_no_card_and_a_card_that_differs_read_the_same() -> None:
    for policy, audience in product(POLICIES.values(), AUDIENCES):
        seen = {
            explain(reason, policy=policy, on=ON, audience=audience)
            for reason in HIDDEN
        }
        assert len(seen) == 1


def shape(rungs: tuple[Rung, ...]) -> list[tuple[str, str]]:
    return [(rung.key, rung.state) for rung in rungs]


def ladder(reason: Reason, audience: Audience, policy: str) -> list[tuple[str, str]]:
    return shape(
        explain(reason, policy=POLICIES[policy], on=ON, audience=audience).ladder
    )


@pytest.mark.parametrize(
    ("reason", "audience", "policy", "expected"),
    [
        (
            Reason.NO_CARD,
            PARENT,
            "ryazan-2024",
            "account=done lists=stop link=later consent=later",
        ),
        (
            Reason.NO_LINK,
            PARENT,
            "ryazan-2024",
            "account=done lists=done link=stop consent=later",
        ),
        (
            Reason.OWN_CONSENT_ASKED,
            PARENT,
            "ryazan-2024",
            "account=done lists=done link=done consent=stop",
        ),
        (
            Reason.ACCOUNT_NOT_CONFIRMED,
            PARENT,
            "ryazan-2024",
            "account=stop lists=later link=later consent=later",
        ),
        (
            Reason.NO_CARD,
            CHILD,
            "ryazan-2024",
            "family=self check=self account=done lists=stop consent=later again=later",
        ),
        (
            Reason.ACCOUNT_NOT_CONFIRMED,
            CHILD,
            "vologda-2024",
            "family=self check=self account=stop lists=later consent=later again=later",
        ),
        (
            Reason.PARENT_CONSENT_ASKED,
            TEENAGER,
            "ryazan-2024",
            "account=done binding=self lists=done consent=stop again=later",
        ),
        (
            Reason.NO_CARD,
            FRESH,
            "ryazan-2024",
            "account=done binding=self lists=stop consent=later again=later",
        ),
        (
            Reason.NO_CARD,
            TEENAGER,
            "ryazan-2023",
            "family=self check=self account=done lists=stop consent=later again=later",
        ),
        (
            Reason.NO_CARD,
            GROWN,
            "ryazan-2024",
            "account=done lists=stop consent=later",
        ),
        (Reason.NO_CARD, TEENAGER, "ryazan-2022", "account=done lists=stop"),
        (Reason.NO_CARD, PARENT, "ryazan-2022", "account=done lists=stop link=later"),
        (
            Reason.ESIA_NOT_OFFERED,
            CHILD,
            "ryazan-2022",
            "card=stop password=later",
        ),
        (
            Reason.OWN_CONSENT_REFUSED,
            STAFF,
            "ryazan-2024",
            "account=done lists=done consent=stop",
        ),
    ],
)
def test_the_ladder_of_each_age_and_policy(
    reason: Reason, audience: Audience, policy: str, expected: str
) -> None:
    found = ladder(reason, audience, policy)
    assert " ".join(f"{key}={state}" for key, state in found) == expected


def test_in_grace_the_account_may_still_be_a_childs() -> None:
    found = explain(
        Reason.NO_CARD, policy=POLICIES["ryazan-2024"], on=ON, audience=FRESH
    )
    assert "пока детская" in found.ladder[0].title


def test_a_step_that_todays_policy_has_no_more_is_still_explained() -> None:
    found = explain(
        Reason.OWN_CONSENT_ASKED,
        policy=POLICIES["ryazan-2022"],
        on=ON,
        audience=PARENT,
    )
    assert [rung.state for rung in found.ladder].count("stop") == 1


@pytest.mark.parametrize(
    ("reason", "kind", "actor"),
    [
        (Reason.TYPO_IN_NAME, "guardian", ActorOfStep.CLASS_TEACHER),
        (Reason.TYPO_IN_NAME, "employee", ActorOfStep.ADMINISTRATOR),
        (Reason.DOCUMENT_TWICE_IN_SCHOOL, "student", ActorOfStep.ADMINISTRATOR),
        (Reason.NO_LINK, "guardian", ActorOfStep.ADMINISTRATOR),
        (Reason.NOT_IN_STAFF, "employee", ActorOfStep.ADMINISTRATOR),
        (Reason.ACCOUNT_NOT_CONFIRMED, "guardian", ActorOfStep.PERSON),
        (Reason.PARENT_CONSENT_ASKED, "student", ActorOfStep.GUARDIAN),
        (Reason.OWN_CONSENT_ASKED, "employee", ActorOfStep.PERSON),
        (Reason.ESIA_UNAVAILABLE, "guardian", ActorOfStep.GOSUSLUGI),
        (Reason.ESIA_NOT_OFFERED, "student", ActorOfStep.CLASS_TEACHER),
    ],
)
def test_the_school_sees_who_mends_it(
    reason: Reason, kind: Kind, actor: ActorOfStep
) -> None:
    assert for_school(reason, kind).actor is actor


def test_a_childs_parent_and_an_administrators_superior_act() -> None:
    account = for_school(Reason.ACCOUNT_NOT_CONFIRMED, "student", child=True)
    assert account.actor is ActorOfStep.GUARDIAN
    card = for_school(Reason.NO_USER, "employee", administrator=True)
    assert card.actor is ActorOfStep.MUNICIPALITY
