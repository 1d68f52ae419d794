"""The table holds: everybody gets what it says, and sees nothing that is not his."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import NOW, SEES, World, stand_at
from tests.matrix.judging import DATA, DONE, leaves, wrong
from tests.matrix.kept import changed, kept, undone
from tests.matrix.table import ask, one_of_each, outcome, places, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

_EMOJI = "😀".encode().decode("latin-1")  # as a server hands a cookie over


def names(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> list[tuple[str, str]]:
    """(name, pattern) of every address."""
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            found += names(one.url_patterns, inner)
        else:
            found.append((f"{space}{one.name}", str(one.pattern)))
    return found


def test_the_table_knows_every_address_and_no_other() -> None:
    assert {row.view for row in rows()} == {
        name for name, _ in names(get_resolver().url_patterns)
    }


def test_the_table_says_something_of_everybody_in_every_row() -> None:
    assert [row.text for row in rows() if row.expected.keys() != SEES.keys()] == []


@pytest.mark.parametrize("who", SEES)
def test_reading_twice_shows_what_the_table_says_and_changes_nothing(
    world: World, who: str
) -> None:
    person = world.people[who]
    before, found = kept(world, person), []
    for row in rows("GET") * 2:
        # A browser that was refused keeps a cookie of it: each look has its own.
        found += wrong(row, person, world, ask(person.browser(), row, world))
    assert found == []
    assert changed(before, kept(world, person)) == set()


@pytest.mark.parametrize("who", SEES)
def test_head_answers_as_get_does_without_a_body(world: World, who: str) -> None:
    person, found = world.people[who], []
    for row in one_of_each(rows("GET"), who):
        response = ask(person.browser(), replace(row, method="HEAD"), world)
        found += wrong(row, person, world, response)
        found += [f"{row.text} — has a body"] if response.content else []
    assert found == []


@pytest.mark.parametrize("who", SEES)
def test_a_refusal_says_what_the_table_says_and_changes_nothing(
    world: World, who: str
) -> None:
    person = world.people[who]
    browser, before, found = person.browser(), kept(world, person), []
    for row in rows("POST"):
        if not leaves(row, person):
            found += wrong(row, person, world, ask(browser, row, world))
    assert found == []
    assert changed(before, kept(world, person)) == set()


@pytest.mark.parametrize("who", SEES)
def test_an_act_does_what_the_table_says_and_no_more(world: World, who: str) -> None:
    person = world.people[who]
    before, found = kept(world, person), []
    for row in rows("POST"):
        due = leaves(row, person)
        if due:
            with undone():
                found += wrong(row, person, world, ask(person.browser(), row, world))
                now = changed(before, kept(world, person))
            if not now <= due:
                found.append(f"{who}: {row.text} — changes {sorted(now - due)}")
            if row.expected[who] in DONE and not now & DATA:
                found.append(f"{who}: {row.text} — changes nothing")
    assert found == []


@pytest.mark.parametrize("who", ["mother", "father", "teacher", "chooser", "nobody"])
def test_other_methods_are_refused_everywhere(world: World, who: str) -> None:
    person = world.people[who]
    browser, before, found = person.browser(), kept(world, person), []
    taken = {(row.view, row.method) for row in rows()}
    for row in one_of_each(rows(), who):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            if (row.view, method) in taken:
                continue
            response = browser.generic(method, row.address.format(**places(world)))
            if outcome(response) not in {"405", "door", "roles", "closed"}:
                found.append(f"{method} {row.address} — {outcome(response)}")
    assert found == []
    assert changed(before, kept(world, person)) == set()


def test_a_page_kept_by_one_person_is_not_confirmed_to_another(world: World) -> None:
    address = "/diary/{monday}/?child={pupil}".format(**places(world))
    tag = world.people["mother"].browser().get(address)["ETag"]
    for name, status in (("pupil", 200), ("mate", 404), ("stranger", 404)):
        browser = world.people[name].browser()
        assert browser.get(address, HTTP_IF_NONE_MATCH=tag).status_code == status


# A mail program presses for its reader: the link itself is the token.
_BY_LINK = {"support:letters"}


def test_nothing_is_taken_without_the_token_of_our_own_page(world: World) -> None:
    found = []
    for row in rows("POST"):
        if row.view in _BY_LINK:
            continue
        for name in ("mother", "teacher", "nobody"):
            browser = world.people[name].browser(enforce_csrf_checks=True)
            response = ask(browser, row, world)
            if response.status_code != 403:
                found.append(f"{name}: {row.text} — {outcome(response)}")
    assert found == []


@pytest.mark.parametrize("token", ["", "x", "token-mother\x00", _EMOJI, "t" * 5000])
def test_a_made_up_session_is_nobody(world: World, token: str) -> None:
    person, found = replace(world.people["nobody"], token=token), []
    for row in rows("GET"):
        found += wrong(row, person, world, ask(person.browser(), row, world))
    assert found == []


def test_a_session_that_is_over_is_nobody(world: World) -> None:
    stand_at(NOW + timedelta(hours=9))
    person, found = replace(world.people["nobody"], token="token-teacher"), []
    for row in rows("GET"):
        found += wrong(row, person, world, ask(person.browser(), row, world))
    assert found == []
