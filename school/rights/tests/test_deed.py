"""One act: one permission, one line of audit, one transaction."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import ProgrammingError

from school.audit.models import AuditLine
from school.people.models import Card
from school.regions.models import Municipality, Region, School
from school.rights import relations
from school.rights.deed import deed, may
from school.rights.glance import glance
from school.rights.models import Look
from school.rights.table import SENTENCES, TABLE, Action
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

MOTHER = Visitor(
    account=1,
    oid=1,
    short_name="А. Б.",
    zone=ZoneInfo("Europe/Moscow"),
    today=date(2026, 11, 18),
)


@pytest.fixture
def card(db: None, monkeypatch: pytest.MonkeyPatch) -> Card:
    """A student, towards whom whoever follows him has his role."""

    def roles(visitor: Visitor, card: Card) -> frozenset[Role]:
        mine = [one.role for one in visitor.followed if one.student == card.pk]
        return frozenset(mine)

    monkeypatch.setitem(relations._relations, Card, [roles])
    region = Region.objects.create(slug="r", name="Р", policy_line="ryazan")
    town = Municipality.objects.create(region=region, name="Г")
    school = School.objects.create(
        region=region, municipality=town, name="Ш", short_name="Ш"
    )
    with behind(job_of(school.pk, name="test")):
        return Card.objects.create(
            school=school,
            kind=Card.Kind.STUDENT,
            last_name="А",
            first_name="Б",
            birth_date=date(2015, 1, 1),
        )


@pytest.fixture
def mother(card: Card) -> Visitor:
    """The child's mother."""
    followed = (Followed(card.school_id, card.pk, Role.GUARDIAN),)
    return replace(MOTHER, followed=followed)


@pytest.fixture
def inside(mother: Visitor) -> Iterator[Visitor]:
    """The mother, behind the walls."""
    with behind(mother.actor()):
        yield mother


def lines(card: Card) -> list[AuditLine]:
    """The trail as the school reads it."""
    with behind(job_of(card.school_id, name="test")):
        return list(AuditLine.objects.all())


def test_every_action_has_roles_and_a_sentence() -> None:
    assert TABLE.keys() == set(Action) == SENTENCES.keys()
    assert all(TABLE.values())


def test_with_a_permission_the_act_leaves_one_line(mother: Visitor, card: Card) -> None:
    with (
        behind(mother.actor(), request="r-7"),
        deed(mother, Action.READ_DIARY, card) as act,
    ):
        act.about("week:2026-11-16")
    (written,) = lines(card)
    assert (written.actor, written.action) == ("account:1", "read_diary")
    assert written.thing == f"card:{card.pk} week:2026-11-16"
    assert written.request == "r-7"


def test_an_act_that_touched_nothing_leaves_no_line(
    mother: Visitor, card: Card
) -> None:
    with behind(mother.actor()), deed(mother, Action.READ_DIARY, card) as act:
        act.about("week:2026-11-16")
        act.touched([])
    assert lines(card) == []


def test_of_several_things_each_needs_a_permission_and_only_the_touched_are_named(
    mother: Visitor, card: Card
) -> None:
    with behind(job_of(card.school_id, name="test")):
        other = Card.objects.create(
            school_id=card.school_id,
            kind=Card.Kind.STUDENT,
            last_name="В",
            first_name="Г",
            birth_date=date(2016, 1, 1),
        )
    both = replace(
        mother,
        followed=(
            *mother.followed,
            Followed(card.school_id, other.pk, Role.GUARDIAN),
        ),
    )
    with behind(both.actor()), deed(both, Action.READ_DIARY, card, other):
        pass
    with behind(both.actor()), deed(both, Action.READ_DIARY, card, other) as act:
        act.touched([other])
    with (
        behind(mother.actor()),
        pytest.raises(PermissionDenied),
        deed(mother, Action.READ_DIARY, card, other),
    ):
        raise AssertionError
    told = [line.thing for line in lines(card)]
    assert told == [f"card:{card.pk} card:{other.pk}", f"card:{other.pk}"]


def test_without_a_permission_nothing_of_the_body_runs(
    mother: Visitor, card: Card
) -> None:
    ran = []
    stranger = replace(mother, followed=())
    with behind(stranger.actor()):
        assert not may(stranger, Action.READ_DIARY, card)
        with (
            pytest.raises(PermissionDenied, match="родителям"),
            deed(stranger, Action.READ_DIARY, card),
        ):
            ran.append(1)
    assert ran == []
    assert lines(card) == []


def test_an_act_that_fails_leaves_no_line(mother: Visitor, card: Card) -> None:
    with (
        suppress(ZeroDivisionError),
        behind(mother.actor()),
        deed(mother, Action.READ_DIARY, card),
    ):
        raise ZeroDivisionError
    assert lines(card) == []


def test_a_family_does_not_read_the_trail(mother: Visitor, card: Card) -> None:
    with behind(mother.actor()), deed(mother, Action.READ_DIARY, card):
        pass
    with behind(mother.actor()):
        assert not AuditLine.objects.exists()


@pytest.mark.parametrize(
    "what", ["UPDATE audit_line SET actor = 'x'", "DELETE FROM audit_line"]
)
def test_the_trail_is_only_added_to(inside: Visitor, card: Card, what: str) -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(what)
    connection.set_rollback(True)


def test_a_look_at_a_card_is_written_down(mother: Visitor, card: Card) -> None:
    with behind(mother.actor(), request="r-1"):
        glance(mother, Action.READ_DIARY, card)
        assert _looks() == [], "a family does not read who looked"
        with pytest.raises(PermissionDenied):
            glance(replace(mother, followed=()), Action.READ_DIARY, card)
    with behind(job_of(card.school_id, name="test")):
        assert _looks() == [("account:1", "read_diary", card.pk, "r-1")]


def test_staff_is_counted_by_the_role_that_is_nearest_to_the_child(
    mother: Visitor, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = frozenset({Role.ADMINISTRATOR, Role.CLASS_TEACHER})
    monkeypatch.setattr("school.rights.glance.roles_towards", lambda *_: both)
    leader = replace(mother, school=card.school_id, card=card.pk)
    with behind(leader.actor()):
        for _ in range(2):
            glance(leader, Action.OPEN_CARD, card)
        found = list(Look.objects.values_list("card", "role", "on_date", "times"))
    assert found == [(card.pk, "class_teacher", leader.today, 2)]


def _looks() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, action, card_id, request FROM glance")
        return cursor.fetchall()


def test_what_several_contexts_know_of_a_thing_adds_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = [frozenset({Role.GUARDIAN}), frozenset[Role](), frozenset({Role.STUDENT})]
    monkeypatch.setattr(relations, "_relations", defaultdict(list))
    for roles in known:
        relations.relate(Card, lambda by, card, roles=roles: roles)
    found = relations.roles_towards(MOTHER, Card())
    assert found == {Role.GUARDIAN, Role.STUDENT}
    with pytest.raises(KeyError):
        relations.roles_towards(MOTHER, "nobody's")
