"""Sweeping: whom no class teacher has answered for a month is forgotten."""

from datetime import datetime, timedelta

from school.inviting.models import FamilyInvitation, InvitedPerson
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

UNANSWERED = timedelta(days=30)
State = FamilyInvitation.State


def sweep(at: datetime) -> int:
    """End what has waited so long, and delete what was emptied, in every school.

    How many rows of people went. Safe to repeat.
    """
    gone = 0
    for school in School.objects.values_list("pk", flat=True).order_by("pk"):
        with behind(job_of(school, name="sweep")):
            waiting = FamilyInvitation.objects.filter(state=State.WAITING)
            waiting.filter(answered_at__lte=at - UNANSWERED).update(
                state=State.OVER, changed_at=at
            )
            answered = FamilyInvitation.objects.exclude(state=State.WAITING)
            kept = InvitedPerson.objects.filter(invitation__in=answered.values("pk"))
            deleted, _ = kept.delete()
            gone += deleted
    return gone
