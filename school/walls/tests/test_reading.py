"""Whoever only looks: PostgreSQL refuses every write, whatever a policy admits."""

import pytest
from django.db import connection
from django.db.utils import InternalError

from school.audit.trail import Line, write
from school.people.models import Card
from school.walls.behind import behind, reading
from school.walls.tests.conftest import Place

Places = tuple[Place, Place]


def renamed() -> int:
    return Card.objects.update(last_name="ДРУГАЯ")


def test_it_shows_what_the_actor_may_see(places: Places) -> None:
    here, _ = places
    with reading(here.family):
        assert {card.last_name for card in Card.objects.all()} == {"КАНАРЕЙКА-1"}


def test_what_staff_may_write_elsewhere_is_refused_here(places: Places) -> None:
    here, _ = places
    with pytest.raises(InternalError, match="read-only"), reading(here.staff):
        renamed()
    with pytest.raises(InternalError, match="read-only"), reading(here.staff):
        write(Line("test", "test", "test"))
    with behind(here.staff):
        assert renamed() > 0


def take_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM card")
        cursor.execute("SET TRANSACTION READ WRITE")


def test_nothing_inside_takes_it_back(places: Places) -> None:
    here, _ = places
    with reading(here.staff), pytest.raises(InternalError, match="read-write mode"):
        take_back()
