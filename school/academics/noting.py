"""Noting in the trail what a verb of academics did, as whoever stands behind the walls.

For verbs that a job calls: a deed writes its line itself.
"""

from django.db.models import Model

from school.audit.trail import Line, write
from school.walls.behind import WallsError, standing


def note(action: str, thing: Model, *details: str, school: int) -> None:
    """Add one line: ``move_student``, ``card:17``, and ids of what else was touched."""
    door = standing()
    if door is None or door.actor is None:
        raise WallsError("Nobody stands behind the walls to have done this.")
    write(
        Line(
            actor=door.actor.name,
            action=action,
            thing=f"{thing._meta.db_table}:{thing.pk}",
            school=school,
            details=list(details),
        )
    )
