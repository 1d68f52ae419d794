"""A municipality's operator at every address: the region's, or nothing at all."""

from dataclasses import replace

import pytest
from django.conf import settings

from school.access.tests.test_operator_page import PERSON, operator
from tests.cast import Person, World
from tests.matrix.canaries import word
from tests.matrix.judging import FINDING
from tests.matrix.kept import undone
from tests.matrix.table import ask, asked, outcome, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

# What the region keeps to itself.
_OF_THE_REGION = {
    "access:line",
    "access:operators",
    "access:places",
    "access:school",
    "access:town",
    "alarms:region",
    "alarms:see-from-region",
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
