"""What the database holds: one checksum for each table."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from school.walls.actor import Actor, Kind
from school.walls.behind import behind
from school.walls.catalogue import declarations
from tests.cast import Person, World

Kept = dict[str, str]
# Every knock at the door is counted and every look at a card written down, whatever
# becomes of it: that is what they are for.
_COUNTERS = {"throttle", "glance", "card_look"}


def kept(world: World, person: Person) -> Kept:
    """Checksums of all rows of both schools, of the person's account, of the rest."""
    statement = " UNION ALL ".join(
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"  # noqa: S608 - names of our own tables
        f' FROM "{name}" t'
        for name in sorted(declarations().keys() - _COUNTERS)
    )
    schools = tuple(here.school.pk for here in world.schools.values())
    machine = Actor(kind=Kind.JOB, name="test", schools=schools, account=person.account)
    with behind(machine), connection.cursor() as cursor:
        cursor.execute(statement)
        return dict(cursor.fetchall())


def changed(before: Kept, after: Kept) -> set[str]:
    """Tables that are not what they were."""
    return {name for name in before if before[name] != after[name]}


@contextmanager
def undone() -> Iterator[None]:
    """Let something happen and take it back: inside a test's own transaction."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
