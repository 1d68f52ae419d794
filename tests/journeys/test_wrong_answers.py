"""Госуслуги answer nonsense: a sentence, a number, nothing of the person in logs."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.bench.people import Person, begin, come_in, pass_gosuslugi
from tests.journeys.stack import Stack
from tests.journeys.test_slow_gosuslugi import Door

_REFERENCE = re.compile(r"ЭШ-\d{4}-\w{6}")
# What ЕСИА tells of the mother: it must not be quoted from an answer that was refused.
_PERSONAL = ("Смирнов", "Наталия", "natalia@", "900-000-001", "90000000182", "0000001")


@pytest.fixture
def mother(stack: Stack) -> Iterator[Person]:
    person = come_in(Door(stack), "natalia")[0]
    yield person
    person.browser.close()


def returned(stack: Stack, mother: Person) -> httpx.Response:
    """The page where a sign-in ends."""
    target = pass_gosuslugi(mother, begin(mother))
    return mother.browser.get(target, follow_redirects=True)


@pytest.mark.parametrize(
    ("on", "fault", "words"),
    [
        ("te", "huge", "не прошёл проверку"),
        ("person", "huge", "не прошёл проверку"),
        ("te", "html_200", "не прошёл проверку"),
        ("person", "html_200", "не прошёл проверку"),
        ("te", "redirect", "не прошёл проверку"),
        ("person", "redirect", "не прошёл проверку"),
        ("person", "html_502", "сейчас не отвечают"),
        ("te", "overloaded", "сейчас не отвечают"),
    ],
)
def test_nonsense_ends_in_a_sentence_with_a_number(
    stack: Stack, mother: Person, on: str, fault: str, words: str
) -> None:
    expect_a_sentence(stack, mother, on, fault, words)


def expect_a_sentence(
    stack: Stack, mother: Person, on: str, fault: str, words: str
) -> None:
    """She reads what happened, under a number; the log says it without her."""
    before = _logged(stack)
    stack.control("POST", "faults", on=on, fault=fault, times=5)
    page = returned(stack, mother)
    assert page.url.path == "/access/refused/"
    text = page.text.replace("\xa0", " ")
    assert words in text
    assert _REFERENCE.search(text.replace("\u2011", "-"))
    said = _logged(stack)[len(before) :]
    assert said != ""
    assert [each for each in _PERSONAL if each in said] == []


def test_a_field_that_nobody_knows_changes_nothing(
    stack: Stack, mother: Person
) -> None:
    stack.control("POST", "faults", on="all", fault="unknown_field", times=20)
    assert returned(stack, mother).url.path.startswith("/diary/")
    assert sum(one["times"] for one in stack.control("GET", "faults")) < 20


def _logged(stack: Stack) -> str:
    logs = sorted((stack.home / "logs").glob("school*.log"))
    return "".join(one.read_text(errors="replace") for one in logs)
