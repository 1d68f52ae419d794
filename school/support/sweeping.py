"""Sweeping: what was shared from Госуслуги goes a month after the answer."""

from datetime import datetime, timedelta

from django.db.models import Q

from school.regions.models import School
from school.support.models import SharedIdentity, Ticket
from school.walls.actor import job_of
from school.walls.behind import behind

AFTER_ANSWER = timedelta(days=30)
# Nobody has answered: the number itself is forgotten by then.
UNANSWERED = timedelta(days=90)


def sweep(at: datetime) -> int:
    """Delete it in every school; how many there were. Safe to repeat."""
    gone = 0
    for school in School.objects.values_list("pk", flat=True).order_by("pk"):
        with behind(job_of(school, name="sweep")):
            old = Q(
                state__in=(Ticket.State.FIXED, Ticket.State.ASKED),
                changed_at__lte=at - AFTER_ANSWER,
            ) | Q(sent_at__lte=at - UNANSWERED)
            tickets = Ticket.objects.filter(old).values("pk")
            deleted, _ = SharedIdentity.objects.filter(ticket__in=tickets).delete()
            gone += deleted
    return gone
