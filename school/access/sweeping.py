"""Sweeping: sessions that are over, attempts that nobody asks about, counted knocks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from school.access.models import Attempt, Session, Throttle

# As long as somebody may still name the number of a refusal: a quarter of school.
KEPT = timedelta(days=90)
# Begun and never ended: no page has shown its number, and the way back is long shut.
BEGUN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many rows are gone."""

    sessions: int
    attempts: int


def sweep(at: datetime) -> Swept:
    """Delete what is over at this moment. Safe to repeat, at any hour."""
    sessions, _ = Session.objects.filter(expires_at__lte=at).delete()
    old = Q(started_at__lte=at - KEPT)
    loose = Q(outcome=Attempt.Outcome.STARTED, started_at__lte=at - BEGUN)
    attempts, _ = Attempt.objects.filter(old | loose).delete()
    Throttle.objects.filter(until_at__lte=at).delete()
    return Swept(sessions, attempts)
