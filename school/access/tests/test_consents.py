"""How consents stand, and whom a sign-in asks: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from school.access.consents import standing
from school.access.consents.representing import counted
from school.access.consents.standing import Word
from school.access.consents.texts import Texts, texts_of
from school.access.facts import ConsentState
from school.access.tests.invented import RYAZAN

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
TEXTS = texts_of(RYAZAN)
MOTHER, FATHER = 1, 2


def word(
    state: ConsentState = "given", by: int | None = MOTHER, **changed: Any
) -> Word:
    """A parent's word of yesterday, to the text of today."""
    said = {
        "kind": "parent",
        "at": NOW - timedelta(days=1),
        "channel": "gosuslugi",
        "text": TEXTS.parent.version,
    }
    return Word(**{"state": state, "by_oid": by, **said, **changed})


def states(*words: Word, texts: Texts = TEXTS, at: datetime = NOW) -> list[str]:
    return [fact.state for fact in standing.facts(words, texts, at)]


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_of_one_giver_the_last_word_counts() -> None:
    given, taken = word(at=days_ago(3)), word("withdrawn", at=days_ago(2))
    assert states(given, taken) == ["withdrawn"]
    assert states(taken, given) == ["withdrawn"]
    assert states(given, taken, word(at=days_ago(1))) == ["given"]


def test_the_words_of_two_parents_stand_beside_each_other() -> None:
    assert states(word("refused"), word(by=FATHER)) == ["refused", "given"]


def test_paper_is_a_line_of_its_own_that_gosuslugi_do_not_end() -> None:
    paper = word(by=None, channel="paper", card=20, at=days_ago(9))
    facts = standing.facts([paper, word("withdrawn")], TEXTS, NOW)
    assert [(each.state, each.card_id) for each in facts] == [
        ("given", 20),
        ("withdrawn", None),
    ]


def test_time_ends_a_consent_on_the_minute() -> None:
    until = word(expires_at=NOW)
    assert states(until, at=NOW - timedelta(minutes=1)) == ["given"]
    assert states(until, at=NOW) == ["expired"]


def test_a_new_text_ends_it_too_and_new_rules_with_the_same_text_do_not() -> None:
    later = replace(RYAZAN, name="ryazan-2027", illness_code="Н")
    assert states(word(), texts=texts_of(later)) == ["given"]
    asks_more = replace(RYAZAN, purpose="Другая цель")
    assert states(word(), texts=texts_of(asks_more)) == ["superseded"]
    assert states(word(text="")) == ["superseded"]


def test_a_text_changes_with_the_data_the_purpose_and_the_name() -> None:
    changed = [
        replace(RYAZAN, data_asked=("fullname", "birthdate", "snils")),
        replace(RYAZAN, purpose="Другая цель"),
        replace(RYAZAN, system="Другая система"),
    ]
    versions = {texts_of(each).own.version for each in (RYAZAN, *changed)}
    assert len(versions) == 4


def test_of_a_child_only_his_own_data_is_asked() -> None:
    assert TEXTS.parent.scope == (
        *("kid_fullname", "kid_birthdate", "kid_snils", "kid_birth_cert_doc"),
    )
    assert "телефон" not in TEXTS.parent.words
    assert "телефон" in TEXTS.own.words


@pytest.mark.parametrize(
    ("scope", "enough"),
    [
        ("*", True),
        ("mobile email birth_cert_doc snils birthdate fullname openid", True),
        ("fullname birthdate", False),
        ("", False),
    ],
)
def test_a_consent_covers_what_was_agreed_to(scope: str, enough: bool) -> None:
    assert TEXTS.own.covered_by(scope) is enough


def test_what_is_told_again_is_no_news() -> None:
    kept = [word(at=days_ago(3))]
    assert standing.news(kept, kept) == ()
    assert standing.news(kept, [word(at=days_ago(1))]) == ()
    taken = word("withdrawn")
    assert standing.news(kept, [taken]) == (taken,)
    asked_again = word("asked", by=FATHER)
    kept.append(word("asked", by=FATHER, at=days_ago(4)))
    assert standing.news(kept, [asked_again]) == (asked_again,)
    longer = word(expires_at=NOW + timedelta(days=9))
    assert standing.news(kept, [longer]) == (longer,)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ([], True),
        ([word()], False),
        ([word("asked")], False),
        ([word("asked", at=days_ago(3))], True),
        ([word("asked", at=days_ago(2.999))], False),
        ([word("asked", by=None)], False),
        ([word("refused")], False),
        ([word("withdrawn")], False),
        ([word("refused"), word("asked", by=FATHER)], False),
        ([word("refused"), word("asked", by=FATHER, at=days_ago(4))], True),
        ([word("refused"), word(by=FATHER)], False),
        ([word(expires_at=NOW)], True),
        ([word(text="")], True),
    ],
)
def test_a_sign_in_asks_once_in_three_days_and_nobody_to_change_his_no(
    words: list[Word], due: bool
) -> None:
    assert standing.is_due(words, TEXTS.parent, NOW) is due


def test_a_request_goes_past_whoever_is_spared() -> None:
    words = [word("refused"), word("asked", by=FATHER, at=days_ago(4))]
    assert standing.spared_of(words, NOW) == {MOTHER}
    assert standing.spared_of([word("asked", by=FATHER)], NOW) == {FATHER}


def test_by_hand_parents_are_asked_once_a_day_whatever_they_said() -> None:
    assert standing.may_ask_by_hand([], NOW)
    assert not standing.may_ask_by_hand([word("asked", at=days_ago(0.99))], NOW)
    assert standing.may_ask_by_hand([word("asked", at=days_ago(1))], NOW)
    refused = [word("asked", at=days_ago(2)), word("refused", at=days_ago(2))]
    assert standing.may_ask_by_hand(refused, NOW)


def test_a_session_may_last_as_long_as_the_last_consent_that_stands() -> None:
    soon, later = NOW + timedelta(days=1), NOW + timedelta(days=5)

    def ends(*words: Word) -> datetime | None:
        return standing.ends_at(words, "parent", TEXTS.parent, NOW)

    assert ends(word(expires_at=soon)) == soon
    assert ends(word(expires_at=soon), word(by=FATHER, expires_at=later)) == later
    assert ends(word(expires_at=soon), word(by=FATHER)) is None
    assert ends(word("refused")) is None
    assert ends(word(kind="own", expires_at=soon)) is None


def test_where_a_court_restricts_a_parent_only_a_known_one_is_heard() -> None:
    paper = word(by=None, channel="paper", card=20)
    own = word(kind="own", by=3)
    words = [word(), word(by=FATHER), paper, own]
    assert counted(words, None) == tuple(words)
    assert counted(words, frozenset({FATHER})) == (word(by=FATHER), paper, own)
    assert counted(words, frozenset()) == (paper, own)
