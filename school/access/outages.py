"""Outages: all workers know together whether Госуслуги answer, and when to try."""

from datetime import datetime

from django.db import transaction

from school.access.models import Outage
from school.access.roads.breaker import Standing, after_failure

_THE_ONE = 1


def standing() -> Standing:
    """How the calls went lately. One query."""
    row = Outage.objects.filter(pk=_THE_ONE).first()
    return Standing() if row is None else _read(row)


def note_failure(now: datetime) -> Standing:
    """A call brought no answer; whoever comes next may be spared the wait."""
    with transaction.atomic():
        row, _ = Outage.objects.select_for_update().get_or_create(pk=_THE_ONE)
        worse = after_failure(_read(row), now)
        row.failures = worse.failures
        row.failed_at, row.shut_until = worse.failed_at, worse.shut_until
        row.save()
    return worse


def note_answer(before: Standing) -> None:
    """A call was answered: open the road, if it was not known to be open."""
    if before.failures:
        Outage.objects.filter(pk=_THE_ONE).update(
            failures=0, failed_at=None, shut_until=None
        )


def _read(row: Outage) -> Standing:
    return Standing(row.failures, row.failed_at, row.shut_until)
