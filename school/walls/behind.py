"""The one door to rows: ``with behind(actor):``.

It is one transaction whose settings tell every policy who is looking. The settings
are local to the transaction, never to the session: a connection outlives a request,
and a session's setting would still stand when the next person's request arrives.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from school.walls.actor import Actor, Kind


class WallsError(RuntimeError):
    """The code reached for rows in a way that the walls forbid. Always a bug."""


class Standing:
    """An open door: who stands behind it now."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def become(self, actor: Actor, **more: str) -> None:
        """Go on as ``actor``: somebody at the door has become known.

        ``more`` are further settings for history: ``request``, ``reason``.
        """
        if self.actor.kind is not Kind.DOOR:
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
    if standing() is not None:
        raise WallsError("Somebody already stands behind the walls here.")
    nested = connection.in_atomic_block  # only a test's own transaction can be around
    door = Standing(actor)
    with transaction.atomic(durable=True):
        _put({**actor.settings(), **more})
        _stand(door)
        try:
            yield door
        finally:
            _stand(None)
        # After an exception the rollback to the test's savepoint has restored it.
        if nested and not connection.needs_rollback:
            _put(dict.fromkeys([*actor.settings(), "request", "reason"], ""))


def explain(reason: str) -> None:
    """Say why the next changes are made; history keeps it (``app.reason``)."""
    _put({"reason": reason})


def _stand(door: Standing | None) -> None:
    connection.standing = door  # type: ignore[attr-defined]  # ours, one per connection


def _put(settings: Mapping[str, Any]) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    values = [part for name, text in settings.items() for part in (f"app.{name}", text)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", values)
