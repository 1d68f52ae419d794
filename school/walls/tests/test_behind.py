"""The door to rows, and PostgreSQL's wall alone: no filter of ours in any query."""

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError

from school.academics.models import SchoolClass
from school.people.models import Card, Kinship
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import (
    WallsError,
    behind,
    explain,
    standing,
    threshold,
)
from school.walls.tests.conftest import Place

Places = tuple[Place, Place]


def seen() -> set[str]:
    """Every card that a query without any filter of its own finds."""
    return set(Card.objects.values_list("last_name", flat=True))


def raw_count() -> int:
    """The same question past the managers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM card")
        return int(cursor.fetchone()[0])


def test_outside_the_door_a_manager_raises(places: Places) -> None:
    with pytest.raises(WallsError):
        Card.objects.count()


def test_outside_the_door_postgresql_shows_nothing(places: Places) -> None:
    assert raw_count() == 0


def test_staff_sees_its_own_school_alone(places: Places) -> None:
    here, there = places
    with behind(here.staff):
        assert seen() == {"КАНАРЕЙКА-1"}
    with behind(there.staff):
        assert seen() == {"КАНАРЕЙКА-2"}


def test_a_family_sees_its_own_student_and_no_classmate(places: Places) -> None:
    here, _ = places
    with behind(replace(here.family, students=(here.student + 1000,))):
        assert seen() == set()
    with behind(here.family):
        assert seen() == {"КАНАРЕЙКА-1"}


def test_a_family_changes_nothing_even_of_its_own(places: Places) -> None:
    here, _ = places
    with behind(here.family):
        changed = Card.objects.filter(pk=here.student).update(first_name="Другое")
    assert changed == 0


def test_at_the_door_only_a_known_digest_opens_a_card(places: Places) -> None:
    door = Actor(kind=Kind.DOOR, name="test:door")
    with behind(door):
        assert seen() == set()
    with behind(replace(door, digests=("1:2",))):
        assert seen() == {"КАНАРЕЙКА-2"}


def test_at_the_door_the_known_becomes_somebody(places: Places) -> None:
    here, _ = places
    with behind(Actor(kind=Kind.DOOR, name="test:door")) as door:
        door.become(here.family)
        assert seen() == {"КАНАРЕЙКА-1"}


def test_on_the_threshold_nothing_is_seen_and_nobody_becomes_anybody(
    places: Places,
) -> None:
    with threshold() as door:
        assert seen() == set()
        with pytest.raises(WallsError):
            door.become(places[0].family)
        assert seen() == set()


def test_whoever_leaves_the_threshold_is_whom_python_believes(places: Places) -> None:
    here, there = places
    with threshold() as door:
        door.settle(here.family, told=there.family)
        assert seen() == {"КАНАРЕЙКА-1"}
        with pytest.raises(WallsError):
            door.settle(there.family, told=here.family)


def test_somebody_known_becomes_nobody_else(places: Places) -> None:
    here, there = places
    with behind(here.staff) as inside, pytest.raises(WallsError):
        inside.become(there.staff)


def test_nobody_comes_in_while_somebody_is_inside(places: Places) -> None:
    here, there = places
    with behind(here.staff), pytest.raises(WallsError), behind(there.staff):
        pass


def test_the_door_is_closed_behind_whoever_leaves(places: Places) -> None:
    with behind(places[0].staff):
        pass
    assert standing() is None
    assert raw_count() == 0


def test_after_an_exception_nothing_is_left_open_and_nothing_half_done(
    places: Places,
) -> None:
    here, _ = places
    with suppress(ZeroDivisionError), behind(job_of(here.school.pk, name="test")):
        Card.objects.filter(pk=here.student).update(first_name="Полдела")
        raise ZeroDivisionError
    assert raw_count() == 0
    with behind(here.staff):
        assert Card.objects.get(pk=here.student).first_name == "Имя"


def test_one_connection_serves_people_in_turn_and_mixes_nobody(places: Places) -> None:
    order = random.Random(7)  # noqa: S311 - a repeatable walk, not a secret
    people = [
        (places[0].staff, {"КАНАРЕЙКА-1"}),
        (places[1].staff, {"КАНАРЕЙКА-2"}),
        (places[0].family, {"КАНАРЕЙКА-1"}),
        (places[1].family, {"КАНАРЕЙКА-2"}),
        (Actor(kind=Kind.DOOR, name="test:door"), set()),
    ]
    for _ in range(400):
        actor, cards = order.choice(people)
        with suppress(ZeroDivisionError), behind(actor):
            assert seen() == cards
            1 / (order.random() >= 0.1)
        if order.random() < 0.2:
            assert raw_count() == 0


def test_a_row_cannot_be_added_to_another_school(places: Places) -> None:
    here, there = places
    with pytest.raises(ProgrammingError), behind(here.staff):
        SchoolClass.objects.create(school=there.school, year=2026, grade=5)


def test_a_row_cannot_point_at_another_school(places: Places) -> None:
    here, there = places
    with pytest.raises(IntegrityError), behind(job_of(here.school.pk, name="test")):
        Kinship.objects.create(
            school=here.school,
            guardian_id=here.student,
            student_id=there.student,
            kind=Kinship.Kind.MOTHER,
            since_date="2026-09-01",
        )


def test_history_keeps_who_what_and_why(places: Places) -> None:
    here, _ = places
    with behind(here.staff, request="r-1"):
        explain("описка")
        Card.objects.filter(pk=here.student).update(first_name="Новое")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT act, actor, request, reason, old->>'first_name',"
                " new->>'first_name' FROM history WHERE what = 'card'"
                " AND row_id = %s ORDER BY id DESC LIMIT 1",
                [here.student],
            )
            row = cursor.fetchone()
    assert row == ("U", "test:staff", "r-1", "описка", "Имя", "Новое")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET actor = 'x'",
        "DELETE FROM history",
        "TRUNCATE history",
        "INSERT INTO history (school_id, what, row_id, act, actor)"
        " VALUES (1, 'card', 1, 'U', 'x')",
        "SELECT * FROM history_2026",
        "ALTER TABLE card DISABLE TRIGGER kept",
        "SET session_replication_role = replica",
        "SELECT keep.row()",
        "SET ROLE school_load",
        "ALTER TABLE card NO FORCE ROW LEVEL SECURITY",
        "CREATE TEMP TABLE x (id int)",
    ],
)
def test_the_application_may_not_touch_its_own_traces(
    places: Places, statement: str
) -> None:
    with (
        pytest.raises(ProgrammingError),
        behind(places[0].staff),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
