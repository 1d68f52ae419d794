"""«Может ли ребёнок войти сам?»: the door's own answer, and nobody else's data."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from school.access.consents.texts import texts_of
from school.access.explanation import explain_card
from school.access.ladder import Rung
from school.access.models import CardConsent
from school.diary.tests.cast import Place, region
from school.diary.tests.conftest import Family
from school.family import entering
from school.family.entering import Answer, Outlook, outlooks
from school.family.tests.conftest import Make, came, change, documents, words
from school.lib import clock
from school.lib.postgres.queries import Query
from school.people.models import Card
from school.regions.in_force import policy_of
from school.regions.models import School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
_ASKED = Query(entering.__file__, "entering")


def seen(by: Actor) -> dict[int, Outlook]:
    """What is answered to whoever stands behind the walls."""
    with behind(by):
        return outlooks(policy_of(region(), TODAY), TODAY)


def outlook(family: Family, card: Card) -> Outlook:
    return seen(family.visitor.actor())[card.pk]


def test_a_child_whose_school_is_ready_goes_on_at_gosuslugi(
    family: Family, maria: Card
) -> None:
    found = outlook(family, maria)
    assert (found.answer, found.next) == (Answer.READY, "")
    assert {rung.key: rung.state for rung in found.ladder} == {
        "family": "self",
        "check": "self",
        "account": "self",
        "lists": "done",
        "consent": "self",
        "again": "later",
    }


def test_a_child_who_came_in_can(family: Family, maria: Card) -> None:
    came(maria)
    policy = policy_of(region(), TODAY)
    brackets = tuple(replace(one, consent="none") for one in policy.brackets)
    free = replace(policy, brackets=brackets)
    with behind(family.visitor.actor()):
        found = outlooks(free, TODAY)[maria.pk]
    assert (found.answer, found.ladder) == (Answer.CAME, ())


def test_a_consent_that_is_not_there_any_more_stops_a_child_who_came_in(
    family: Family, maria: Card
) -> None:
    came(maria)
    found = outlook(family, maria)
    assert found.answer is Answer.STOPPED
    assert found.next == "Делает один из родителей."


def say(card: Card, state: str, channel: str = "registry") -> None:
    """A word of a parent about the child of this card."""
    version = texts_of(policy_of(region(), TODAY)).parent.version
    with behind(job_of(card.school_id, name="test")):
        CardConsent.objects.create(
            school_id=card.school_id,
            card=card,
            kind="parent",
            state=state,
            channel=channel,
            text_version=version,
            decided_at=clock.now(),
        )


def test_a_consent_on_paper_lets_a_child_who_came_in_come_again(
    family: Family, maria: Card
) -> None:
    came(maria)
    say(maria, "given", "paper")
    assert outlook(family, maria).answer is Answer.CAME


@pytest.mark.parametrize("state", ["asked", "refused", "withdrawn"])
def test_a_child_who_was_stopped_at_the_consent_waits_for_one_of_the_parents(
    family: Family, maria: Card, state: str
) -> None:
    say(maria, state)
    found = outlook(family, maria)
    assert (found.answer, found.next) == (Answer.STOPPED, "Делает один из родителей.")
    page = words(family.client.get("/family/"))
    for hidden in ("отказал", "отозван", "refused", "withdrawn"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"user": "none"}, "Исправляет классный руководитель."),
        ({"user": "inactive"}, "Исправляет классный руководитель."),
        ({"snils_sealed": None, "snils_digest": None}, "Исправляет классный"),
    ],
)
def test_a_stop_names_who_acts_and_no_value(
    family: Family, maria: Card, values: dict[str, Any], says: str
) -> None:
    change(maria, **values)
    found = outlook(family, maria)
    assert found.answer is Answer.STOPPED
    assert found.next.startswith(says)
    page = words(family.client.get("/family/"))
    assert f'data-answer="{Answer.STOPPED}"' in page
    assert found.next in page
    for hidden in ("Смирнов", "Алексеевна", "Реестр", "СНИЛС не", "20.05.2015"):
        assert hidden not in page


def test_a_mothers_snils_in_the_childs_card_is_a_stop_and_betrays_nobody(
    family: Family, maria: Card, village: Place
) -> None:
    """A card of somebody else, in a school where the family has nobody, decides."""
    change(maria, **documents(900_000_209))
    alone = {"kind": "employee", "last_name": "Тайнова", "first_name": "Анфиса"}
    with behind(job_of(village.school.pk, name="test")):
        Card.objects.create(
            school=village.school,
            birth_date=date(1980, 1, 1),
            **alone,
            **documents(900_000_209),
        )
    found = outlook(family, maria)
    assert found.answer is Answer.STOPPED
    stop = next(rung for rung in found.ladder if rung.state == "stop")
    assert stop.key == "lists"
    page = words(family.client.get("/family/"))
    for hidden in ("Тайнова", "Анфиса", "1980", "чужой"):
        assert hidden not in page


CARDS: list[dict[str, Any]] = [
    {},
    {"user": "none"},
    {"user": "inactive"},
    {"last_name": "Cмирнов"},
    {"snils_sealed": None, "snils_digest": None},
    {"birth_date": date(2012, 11, 18)},
    {"birth_date": date(2009, 3, 1)},
    {"birth_date": date(2008, 11, 18)},
    documents(900_000_202),
]


def stops(ladder: tuple[Rung, ...]) -> list[str]:
    return [rung.key for rung in ladder if rung.state == "stop"]


@pytest.mark.parametrize("values", CARDS)
def test_the_family_and_the_school_read_one_result(
    family: Family, maria: Card, values: dict[str, Any]
) -> None:
    change(maria, **values)
    school = School.objects.select_related("region").get(pk=maria.school_id)
    told = explain_card(school, maria.pk, TODAY)
    found = outlook(family, maria)
    assert [rung.key for rung in found.ladder] == [rung.key for rung in told.ladder]
    assert stops(found.ladder) == stops(told.ladder)
    assert all(rung.state != "done" for rung in found.ladder if rung.key == "account")
    assert (found.answer is Answer.READY) == (told.stop is None)


def test_whoever_is_no_family_is_answered_nothing(family: Family, maria: Card) -> None:
    everything = {
        "schools": (maria.school_id,),
        "students": (maria.pk,),
        "cards": (maria.pk,),
    }
    for kind in (Kind.STAFF, Kind.DOOR, Kind.JOB):
        assert seen(Actor(kind, name="test", **everything)) == {}


def test_a_family_is_answered_of_its_own_children_alone(
    family: Family, family_of: Make, maria: Card, city: Place
) -> None:
    other = family_of(city.pupil("Зоя", **documents(900_000_211)), oid=1000900002)
    assert seen(other.visitor.actor()).keys() == {other.children[0].pk}
    with behind(other.visitor.actor()):
        assert {row.id for row in _ASKED.rows({})} == {other.children[0].pk}


def test_the_walls_stand_afterwards_as_they_stood(family: Family, maria: Card) -> None:
    came(maria)
    with behind(family.visitor.actor()):
        before = _settings()
        assert _ASKED.rows({})
        assert _settings() == before
        assert set(Card.objects.values_list("pk", flat=True)) == {
            child.pk for child in family.children
        }


def _settings() -> list[str]:
    names = ("kind", "actor", "account", "schools", "students", "cards", "digests")
    asked = ", ".join(f"current_setting('app.{name}', true)" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return [found or "" for found in cursor.fetchone()]


def test_a_ladder_is_open_where_it_stops_and_folded_where_it_goes_on(
    family: Family, maria: Card
) -> None:
    change(maria, user="none")
    page = words(family.client.get("/family/"))
    stopped, going = re.findall(r'<details class="family__steps"( open)?>', page)
    assert (stopped, going) == (" open", "")
