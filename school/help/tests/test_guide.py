"""Three questions; an address that says something unknown is asked again."""

import pytest

from school.access.messages import CONSENT_OF_PARENT
from school.help.guide import Answer, Question, ask
from school.help.tests.everybody import ON, POLICIES

RYAZAN = POLICIES["ryazan-2024"]


def question(**said: str) -> Question:
    found = ask(RYAZAN, ON, **said)
    assert isinstance(found, Question)
    return found


def test_a_parent_is_asked_twice_and_a_pupil_his_age_as_well() -> None:
    assert [each.title for each in question().options] == [
        "Родитель",
        "Ученик",
        "Сотрудник школы",
    ]
    assert question(who="parent").title == "Какие слова вы видите?"
    assert question(who="pupil").title == "Сколько лет ученику?"
    assert question(who="pupil", age="14-14y6m").number == 3


def test_each_option_leads_to_the_next_question_and_at_last_to_an_answer() -> None:
    waiting, answers = [question()], 0
    while waiting:
        for option in waiting.pop().options:
            said = dict(option.query)
            seen = said.pop("words", "")
            found = ask(RYAZAN, ON, seen=seen, **said)
            if isinstance(found, Question):
                assert not found.sorry
                waiting.append(found)
            else:
                answers += 1
                assert found.words.message.text == option.title
    assert answers > 30


def test_an_answer_says_for_whom_it_is_and_leads_back() -> None:
    found = ask(RYAZAN, ON, who="pupil", age="0-14", seen="consent_of_parent")
    assert isinstance(found, Answer)
    assert found.said == ("Ученик до 14 лет",)
    assert found.words.message is CONSENT_OF_PARENT
    assert found.back == (("who", "pupil"), ("age", "0-14"))


@pytest.mark.parametrize(
    "said",
    [
        {"who": "x"},
        {"who": "PARENT"},
        {"age": "0-14"},
        {"seen": "consent_own"},
        {"who": "pupil", "age": "15"},
        {"who": "pupil", "seen": "consent_own"},
        {"who": "parent", "seen": "consent_of_parent"},
        {"who": "pupil", "age": "0-14", "seen": "\x00"},
    ],
)
def test_what_is_not_understood_is_asked_from_the_beginning_kindly(
    said: dict[str, str],
) -> None:
    found = question(**said)
    assert found.number == 1
    assert "Начнём с начала" in found.sorry


def test_the_ages_are_those_of_the_rules_and_no_constants() -> None:
    by_policy = {
        name: [dict(each.query)["age"] for each in _ages(name)]
        for name in ("ryazan-2022", "ryazan-2023", "ryazan-2024")
    }
    assert by_policy == {
        "ryazan-2022": ["0-14", "14-14y6m", "14y6m-18", "18"],
        "ryazan-2023": ["0-18", "18"],
        "ryazan-2024": ["0-14", "14-14y6m", "14y6m-18", "18"],
    }


def _ages(policy: str) -> tuple[object, ...]:
    found = ask(POLICIES[policy], ON, who="pupil")
    assert isinstance(found, Question)
    return found.options
