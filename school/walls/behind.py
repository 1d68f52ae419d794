"""The one door to rows: ``with behind(actor):``.

It is one transaction whose settings tell every policy who is looking. The settings
are local to the transaction, never to the session: a connection outlives a request,
and a session's setting would still stand when the next person's request arrives.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from django.db import connection, transaction

from school.lib.postgres.journey import Texts
from school.lib.postgres.queries import Question, ask, ask_together
from school.walls.actor import Actor, Kind

_ALL = (*Actor(Kind.DOOR, "").settings(), "request", "reason")


class WallsError(RuntimeError):
    """The code reached for rows in a way that the walls forbid. Always a bug."""


class Standing:
    """An open door: who stands behind it now; nobody yet on the threshold."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor

    def settle(self, believed: Actor, *, told: Actor) -> None:
        """Leave the threshold as ``believed``.

        A statement has told PostgreSQL of ``told`` already; where that is the same
        actor, nothing more is said to it.
        """
        if self.actor is not None:
            raise WallsError("Somebody stands here already.")
        if told != believed:
            _put(believed.settings())
        self.actor = believed

    def become(self, actor: Actor, **more: str) -> None:
        """Go on as ``actor``: somebody at the door has become known.

        ``more`` are further settings for history: ``request``, ``reason``.
        """
        if self.actor is None or self.actor.kind is not Kind.DOOR:
            raise WallsError("Only somebody at the door may become somebody else.")
        _put({**actor.settings(), **more})
        self.actor = actor


def standing() -> Standing | None:
    """The door that is open on this thread's connection, if any."""
    found: Standing | None = getattr(connection, "standing", None)
    return found


@contextmanager
def behind(actor: Actor, **more: str) -> Iterator[Standing]:
    """Open one transaction in which the walls know ``actor``.

    ``more`` are further settings for history: ``request`` (the request's id) and
    ``reason`` (why a value is corrected). Leaving commits; an exception rolls back.
    Opening it twice raises: a second person inside the first one's transaction would
    see what is not his.
    """
    with _opened(Standing(actor)) as door:
        _put({**actor.settings(), **more})
        yield door


@contextmanager
def reading(actor: Actor) -> Iterator[Standing]:
    """The same for somebody who only looks: PostgreSQL refuses every write.

    Not by a policy: the transaction itself is told, and nothing in it can take that
    back.
    """
    nested = connection.in_atomic_block  # only a test's own transaction can be around
    with behind(actor) as door:
        ask("SET TRANSACTION READ ONLY", (), _nothing)
        yield door
        if nested:
            # What was said lasts to the end of the test's, unless it is taken back.
            transaction.set_rollback(True)


@contextmanager
def threshold() -> Iterator[Standing]:
    """Open the transaction before anybody is known: every wall shows nothing yet.

    For a statement that finds out who comes and sets him before the door itself;
    :meth:`Standing.settle` then says the same here.
    """
    with _opened(Standing(None)) as door:
        yield door


def ask_on_the_threshold(*questions: Question) -> list[Texts]:
    """Ask everything in one journey, in one transaction that ends with the answers.

    For a statement that finds out who comes and sets him before the walls, and what he
    then wants to read. When this returns the walls have closed: whoever wants more
    opens the door.
    """
    if standing() is not None:
        raise WallsError("Somebody already stands behind the walls here.")
    nested = connection.in_atomic_block  # only a test's own transaction can be around
    answers = ask_together(*questions)
    if nested:
        _put(dict.fromkeys(_ALL, ""))
    return answers


@contextmanager
def _opened(door: Standing) -> Iterator[Standing]:
    if standing() is not None:
        raise WallsError("Somebody already stands behind the walls here.")
    nested = connection.in_atomic_block  # only a test's own transaction can be around
    with transaction.atomic(durable=True):
        _stand(door)
        try:
            yield door
        finally:
            _stand(None)
        # After an exception the rollback to the test's savepoint has restored it.
        if nested and not connection.needs_rollback:
            _put(dict.fromkeys(_ALL, ""))


def explain(reason: str) -> None:
    """Say why the next changes are made; history keeps it (``app.reason``)."""
    _put({"reason": reason})


def _stand(door: Standing | None) -> None:
    connection.standing = door  # type: ignore[attr-defined]  # ours, one per connection


def _put(settings: Mapping[str, str]) -> None:
    ask(_putting(tuple(settings)), tuple(settings.values()), _nothing)


def _nothing(_cursor: object) -> None:
    """What set_config answers is what it was told."""


@cache
def _putting(names: tuple[str, ...]) -> str:
    calls = ", ".join(f"set_config('app.{name}', %s, true)" for name in names)
    return f"SELECT {calls}"
