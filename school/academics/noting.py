"""Noting in the trail what a verb of academics did, as whoever stands behind the walls.

For verbs that a job calls: a deed writes its line itself.
"""

from collections.abc import Iterable

from django.db.models import Model

from school.audit.trail import Line, write_all
from school.walls.behind import WallsError, standing


def note(action: str, thing: Model, *details: str, school: int) -> None:
    """Add one line: ``move_student``, ``card:17``, and ids of what else was touched."""
    note_all(action, [(thing, details)], school=school)


def note_all(
    action: str, things: Iterable[tuple[Model, Iterable[str]]], *, school: int
) -> None:
    """A line for each thing with its details."""
    door = standing()
    if door is None or door.actor is None:
        raise WallsError("Nobody stands behind the walls to have done this.")
    write_all(
        [
            Line(
                actor=door.actor.name,
                action=action,
                thing=f"{thing._meta.db_table}:{thing.pk}",
                school=school,
                details=list(details),
            )
            for thing, details in things
        ]
    )
