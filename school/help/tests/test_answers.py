"""The guide and the refused page cannot disagree."""

import re
from functools import cache
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import get_template

from school.access.diagnosis import Diagnosis, explain
from school.access.facts import Audience, ConsentFacts, Level, Refused
from school.access.reasons import Reason, Step, step_of
from school.access.tests.invented import (
    LINK,
    child,
    decide,
    employee_card,
    guardian_card,
    mother,
    student_card,
)
from school.help.ages import spans
from school.help.answers import possible, words
from school.help.guide import Answer, ask
from school.help.tests.everybody import ON, POLICIES, Asked, everybody
from school.lib import dates
from school.regions.policy import Who

_LADDER = re.compile(r'<ol class="ladder">.*?</ol>', re.DOTALL)
_MESSAGE = re.compile(r'<p class="message">.*?</p>', re.DOTALL)
_EXPLANATION = re.compile(r'<p class="refused__explanation">.*?</p>', re.DOTALL)
_OPENING = re.compile(r'<p class="refused__opening">.*?</p>', re.DOTALL)
_HERE = SimpleNamespace(
    region=SimpleNamespace(name="Заокская область"), query=lambda *_: ""
)


def _name(asked: Asked) -> str:
    policy, audience, _ = asked
    return f"{policy.name}-{audience}"


@pytest.mark.parametrize("asked", everybody(), ids=_name)
def test_each_answer_is_word_for_word_what_the_refused_page_says(asked: Asked) -> None:
    policy, audience, said = asked
    for reason in possible(policy, ON, audience):
        told = explain(reason, policy=policy, on=ON, audience=audience)
        found = answer_to(policy.name, tuple(said.items()), key_of(told))
        refused = refused_page(told)
        for part in (_LADDER, _MESSAGE, _EXPLANATION, _OPENING):
            for piece in part.findall(refused):
                assert piece in found, (reason, piece)
        # And nothing stands there that no reason of these words would say.
        assert told.actor_words in [
            case.actor_words for case in _case(policy.name, audience, key_of(told))
        ]


@pytest.mark.parametrize("asked", everybody(), ids=_name)
def test_no_answer_has_a_ladder_or_an_explanation_of_its_own(asked: Asked) -> None:
    policy, audience, _ = asked
    told = [
        explain(reason, policy=policy, on=ON, audience=audience)
        for reason in possible(policy, ON, audience)
    ]
    for each in words(policy, ON, audience):
        same = [one for one in told if key_of(one) == each.key]
        assert {case.ladder for case in each.cases} == {one.ladder for one in same}
        said = {text for case in each.cases for text in case.explanations}
        assert said == {one.explanation for one in same if one.explanation}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_pupil_of_any_month_reads_what_his_ages_read(policy: str) -> None:
    rules = POLICIES[policy]
    for span in spans(rules):
        first = span.audience.months or 0
        last = span.until.in_months if span.until else 260
        known = words(rules, ON, span.audience)
        for months in range(first, last):
            assert words(rules, ON, Audience(Who.PUPIL, months)) == known


_LEVELS: tuple[Level, ...] = ("confirmed", "child", "simplified")


@pytest.mark.parametrize("policy", POLICIES)
def test_whatever_the_door_says_the_guide_knows(policy: str) -> None:
    consents = [
        (),
        *((ConsentFacts(kind, "asked"),) for kind in ("own", "parent")),
        *((ConsentFacts(kind, "refused"),) for kind in ("own", "parent")),
    ]
    cards = [guardian_card(), guardian_card(registered=False), employee_card()]
    children = [student_card(), student_card(user="none")]
    seen = 0
    for level, given, links in product(_LEVELS, consents, ((), LINK)):
        for card in (*cards, None):
            seen += _knows(policy, mother(level=level), card, given, links)
        for card, months in product((*children, None), (130, 170, 180, 230)):
            born = dates.add_months(ON, -months)
            person = child(level=level, birth_date=born)
            held = card and student_card(birth_date=born, user=card.user)
            seen += _knows(policy, person, held, given, links)
    assert seen > 100


def _knows(policy: str, person: Any, card: Any, given: Any, links: Any) -> int:
    cards = [card] if card else []
    found = decide(person, cards, consents=given, kinship=links, policy=policy)
    if not isinstance(found, Refused):
        return 0
    assert found.reason in possible(POLICIES[policy], ON, found.audience), found
    return 1


def test_nobody_is_told_of_what_cannot_happen_to_him() -> None:
    rules = POLICIES["ryazan-2024"]
    parent = possible(rules, ON, Audience(Who.PARENT))
    assert Reason.NO_LINK in parent
    assert Reason.ESIA_NOT_OFFERED not in parent
    assert not [each for each in parent if each.value.startswith("parent_consent")]
    staff = possible(rules, ON, Audience(Who.STAFF))
    assert Reason.NO_LINK not in staff
    young = possible(POLICIES["ryazan-2022"], ON, Audience(Who.PUPIL, 100))
    before = {each for each in Reason if step_of(each) is Step.GOSUSLUGI}
    assert set(young) - before == {Reason.ESIA_NOT_OFFERED}


def key_of(told: Diagnosis) -> str:
    return "not_finished" if told.opening else told.message.key.lower()


def _case(policy: str, audience: Audience, key: str) -> Any:
    known = words(POLICIES[policy], ON, audience)
    return next(each.cases for each in known if each.key == key)


@cache
def answer_to(policy: str, said: tuple[tuple[str, str], ...], seen: str) -> str:
    step = ask(POLICIES[policy], ON, seen=seen, **dict(said))
    assert isinstance(step, Answer)
    page = get_template("help/answer.html")
    facts = {"step": step, "here": _HERE, "help": None, "report": "#", "printout": ""}
    return str(page.render(facts))


@cache
def refused_page(told: Diagnosis) -> str:
    facts = {
        "diagnosis": told,
        "message": told.message,
        "opening": told.opening,
        "explanation": told.explanation,
        "asked": None,
        "steps": told.ladder,
        "signed_in_as": "",
        "reference": "",
        "report": "#",
        "minor": False,
        "region": "",
        "has_others": False,
        "staff_line": "",
        "printout_line": "",
        "help": None,
        "csrf_input": "",
    }
    return str(get_template("access/refused.html").render(facts))
