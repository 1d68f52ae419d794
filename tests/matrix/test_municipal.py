"""A municipality's operator at every address: the region's, or nothing at all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings

from school.access.lifetimes import GOVERNING
from school.access.models import Session
from school.access.recognising import digest_of
from school.access.tests.test_operator_page import PERSON, operator
from school.lib import clock
from tests.cast import Person, World
from tests.matrix.canaries import word
from tests.matrix.judging import FINDING
from tests.matrix.kept import undone
from tests.matrix.table import ask, asked, outcome, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

# What the region keeps to itself.
_OF_THE_REGION = {
    "access:house-rules",
    "access:line",
    "access:operators",
    "access:places",
    "access:school",
    "access:town",
    "alarms:limit",
    "alarms:region",
    "alarms:see-from-region",
    "openings:desk",
    "openings:end",
    "openings:region",
    "registry:region",
    "support:act",
    "support:raised",
    "support:voice",
}


@pytest.fixture
def municipal(world: World, monkeypatch: pytest.MonkeyPatch) -> Person:
    """The operator of the first school's municipality; a canary himself."""
    school = world.schools["Ш1"].school
    who = replace(PERSON, last_name=word("РАЙОН", "я"), first_name=word("РАЙОН", "имя"))
    town = school.municipality
    came = operator(school.region, monkeypatch, town=town, person=who)
    return Person("municipal", token=came.cookies[settings.SESSION_COOKIE].value)


def test_he_is_answered_as_the_region_is_or_finds_nothing(
    world: World, municipal: Person
) -> None:
    known = {"Р", "РАЙОН", "Ш1", "Ш1Р4"}
    found, closed = [], set()
    for row in rows():
        with undone():
            answer = ask(municipal.browser(), row, world)
        public = set(world.schools) if row.view in FINDING else set()
        shown = world.aviary.flown(answer, asked(row, world)) - known - public
        found += [f"{row.text} — shows {owner}" for owner in sorted(shown)]
        if outcome(answer) == row.expected["operator"]:
            continue
        if answer.status_code == 404:
            closed.add(row.view)
        else:
            found.append(f"{row.text} — {outcome(answer)}")
    assert found == []
    assert closed == _OF_THE_REGION


def test_every_page_of_operators_asks_who_came_in_too_long_ago(world: World) -> None:
    person = world.people["operator"]
    long_ago = clock.now() - GOVERNING.absolute - timedelta(minutes=1)
    token = digest_of(person.token)
    Session.objects.filter(digest=token).update(opened_at=long_ago)
    found = []
    for row in rows():
        told = row.expected
        if told["operator"] in {"404", "405", "closed", "operator", told["mother"]}:
            continue
        with undone():
            answer = ask(person.browser(), row, world)
        if not answer.get("Location", "").startswith("/access/again/"):
            found.append(f"{row.text} — {outcome(answer)}")
    assert found == []
