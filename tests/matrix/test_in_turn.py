"""One connection, everybody in turn: nobody finds what another has just read.

Nothing is rolled back around it: each request ends as it ends in life.
"""

import random
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from school.walls.behind import standing
from tests.cast import SEES, Person, World
from tests.matrix.judging import leaves, wrong
from tests.matrix.kept import changed, kept
from tests.matrix.table import Row, ask, rows

_REQUESTS = 400


@pytest.fixture
def in_earnest(
    world: World, django_db_blocker: DjangoDbBlocker, wednesday: None
) -> Iterator[World]:
    """The database as a worker has it: every request commits or rolls back itself."""
    with django_db_blocker.unblock():
        yield world
        connection.close()


def test_random_people_on_one_connection_get_what_is_theirs(in_earnest: World) -> None:
    world, order = in_earnest, random.Random(9)  # noqa: S311 - a repeatable walk
    browsers = {name: person.browser() for name, person in world.people.items()}
    before, found = kept(world, world.people["nobody"]), []
    harmless = {name: _harmless(person) for name, person in world.people.items()}
    server = _server()
    for _ in range(_REQUESTS):
        person = world.people[order.choice(list(SEES))]
        row = order.choice(harmless[person.name])
        response = ask(browsers[person.name], row, world)
        found += wrong(row, person, world, response)
        if standing() is not None or _seen_outside():
            found.append(f"after {person.name} {row.text} the door stood open")
    assert found == []
    assert _server() == server
    assert changed(before, kept(world, world.people["nobody"])) == set()


def _harmless(person: Person) -> list[Row]:
    """Everything that leaves nothing behind: looks, and acts that are refused."""
    return [
        row
        for row in rows()
        if row.view not in {"access:return", "alive", "ready", "components"}
        and (row.method == "GET" or not leaves(row, person))
    ]


def _server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _seen_outside() -> bool:
    """Whether a card is to be seen by somebody who stands nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM card)"
            " OR coalesce(current_setting('app.kind', true), '') <> ''"
        )
        return bool(cursor.fetchone()[0])
