"""Closing: an administrator ends what is open to an operator, at once."""

from datetime import datetime

from school.openings.models import Opening
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor


def close(by: Visitor, opening: Opening, at: datetime) -> None:
    """End it; what has ended already stays as it was."""
    with deed(by, Action.CLOSE_OPENING, opening) as act:
        open_still = Opening.objects.filter(
            school=opening.school_id, pk=opening.pk, ended_at=None, until_at__gt=at
        )
        if not open_still.update(ended_at=at, ended_by=by.short_name):
            act.touched(())
