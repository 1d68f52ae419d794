"""What the person reads: message, explanation, opening."""

import pytest

from school.access import messages
from school.access.diagnosis import explain
from school.access.facts import Audience
from school.access.reasons import ActorOfStep, Reason
from school.access.tests.invented import ON, POLICIES
from school.regions.rules import Who

PARENT = Audience(Who.PARENT)
STAFF = Audience(Who.STAFF)
CHILD = Audience(Who.PUPIL, 11 * 12)
TEENAGER = Audience(Who.PUPIL, 15 * 12)
GROWN = Audience(Who.PUPIL, 18 * 12 + 3)


@pytest.mark.parametrize(
    ("reason", "audience", "policy", "message"),
    [
        (Reason.NO_CARD, CHILD, "ryazan-2024", messages.DIARY_NOT_FOUND_MINOR),
        (Reason.NO_CARD, TEENAGER, "ryazan-2024", messages.DIARY_NOT_FOUND_MINOR),
        (Reason.NO_CARD, GROWN, "ryazan-2024", messages.DIARY_NOT_FOUND),
        (Reason.NO_CARD, PARENT, "ryazan-2024", messages.DIARY_NOT_FOUND),
        (Reason.NO_LINK, PARENT, "ryazan-2024", messages.DIARY_NOT_FOUND),
        (Reason.LINK_RESTRICTED, PARENT, "ryazan-2024", messages.DIARY_NOT_FOUND),
        (Reason.NO_CARD, PARENT, "ryazan-2022", messages.NOT_IN_SYSTEM),
        (Reason.TYPO_IN_NAME, PARENT, "ryazan-2022", messages.NOT_IN_SYSTEM),
        (Reason.NO_CARD, TEENAGER, "ryazan-2022", messages.NOT_IN_SYSTEM),
        (Reason.NO_LINK, PARENT, "ryazan-2022", messages.DIARY_NOT_FOUND),
        (
            Reason.ACCOUNT_NOT_CONFIRMED,
            PARENT,
            "ryazan-2022",
            messages.ACCOUNT_NOT_CONFIRMED,
        ),
        (
            Reason.PARENT_CONSENT_ASKED,
            CHILD,
            "ryazan-2024",
            messages.CONSENT_OF_PARENT,
        ),
        (Reason.OWN_CONSENT_EXPIRED, STAFF, "ryazan-2022", messages.CONSENT_OWN),
        (Reason.ESIA_DENIED, PARENT, "ryazan-2024", messages.CONSENT_OWN),
        (Reason.ESIA_UNAVAILABLE, PARENT, "ryazan-2024", messages.ESIA_UNAVAILABLE),
        (Reason.ESIA_BAD_ANSWER, PARENT, "ryazan-2024", messages.ESIA_BAD_ANSWER),
        (Reason.ATTEMPT_UNKNOWN, PARENT, "ryazan-2024", messages.SIGN_IN_AGAIN),
        (
            Reason.ESIA_NOT_OFFERED,
            CHILD,
            "ryazan-2022",
            messages.SIGN_IN_BY_PASSWORD,
        ),
    ],
)
def test_the_message_follows_age_policy_and_step(
    reason: Reason, audience: Audience, policy: str, message: messages.Message
) -> None:
    found = explain(reason, policy=POLICIES[policy], on=ON, audience=audience)
    assert found.message is message


def explanation(reason: Reason, policy: str, audience: Audience = CHILD) -> str:
    found = explain(reason, policy=POLICIES[policy], on=ON, audience=audience)
    return found.explanation


def test_the_automatic_request_is_explained_only_when_it_went_out() -> None:
    said = messages.CONSENT_OF_PARENT_EXPLAINED
    assert explanation(Reason.PARENT_CONSENT_ASKED, "ryazan-2024") == said
    assert explanation(Reason.PARENT_CONSENT_NOT_ASKED, "ryazan-2024") != said
    assert explanation(Reason.PARENT_CONSENT_ASKED, "vologda-2024") != said


def test_a_child_does_not_learn_that_a_parent_refused_or_took_it_back() -> None:
    for policy in ("ryazan-2024", "ryazan-2023", "vologda-2024"):
        assert explanation(Reason.PARENT_CONSENT_ASKED, policy) == explanation(
            Reason.PARENT_CONSENT_REFUSED, policy
        )
        assert explanation(Reason.PARENT_CONSENT_WITHDRAWN, policy) == explanation(
            Reason.PARENT_CONSENT_NOT_ASKED, policy
        )


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("ryazan-2024", "«Согласия и доверенности»"),
        ("ryazan-2023", "из уведомления в личном кабинете на Госуслугах или в разделе"),
        ("vologda-2024", "«Школьное портфолио»"),
    ],
)
def test_our_words_name_the_place_where_the_consent_is_given(
    policy: str, words: str
) -> None:
    assert words in explanation(Reason.PARENT_CONSENT_NOT_ASKED, policy)


def test_a_sign_in_that_was_not_finished_says_what_an_own_consent_is() -> None:
    found = explain(
        Reason.ESIA_DENIED, policy=POLICIES["ryazan-2024"], on=ON, audience=PARENT
    )
    assert found.opening.startswith("Вы не закончили вход на Госуслугах")
    assert found.message.key == "CONSENT_OWN"
    assert "СНИЛС" in found.explanation
    assert "паспорт" not in found.explanation.lower()
    assert found.ladder == ()
    assert (found.step, found.actor) == ("gosuslugi", ActorOfStep.PERSON)


def test_only_an_unfinished_sign_in_has_an_opening() -> None:
    for reason in Reason:
        found = explain(reason, policy=POLICIES["ryazan-2024"], on=ON, audience=PARENT)
        assert bool(found.opening) == (reason is Reason.ESIA_DENIED)


def test_a_court_restriction_reads_like_a_missing_link() -> None:
    seen = {
        explain(reason, policy=POLICIES["ryazan-2024"], on=ON, audience=PARENT)
        for reason in (Reason.NO_LINK, Reason.LINK_RESTRICTED)
    }
    assert len(seen) == 1


def test_an_adult_is_told_who_gives_access_to_the_journal() -> None:
    for audience, told in ((PARENT, True), (GROWN, True), (CHILD, False)):
        found = explain(
            Reason.NO_CARD, policy=POLICIES["ryazan-2024"], on=ON, audience=audience
        )
        assert found.staff_line is told
