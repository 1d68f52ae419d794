"""When to leave Госуслуги in peace: the rule, without a database and without a clock.

Three calls without an answer within a minute shut the road. After the pause people go
again: one answer opens the road for all, one silence shuts it for longer than before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

ENOUGH = 3
_TOGETHER = timedelta(minutes=1)
_PAUSES = tuple(timedelta(seconds=s) for s in (30, 60, 120, 300))


@dataclass(frozen=True, slots=True)
class Standing:
    """How it went lately: calls that failed one after another, the last of them."""

    failures: int = 0
    failed_at: datetime | None = None
    shut_until: datetime | None = None

    def closed_at(self, now: datetime) -> datetime | None:
        """The moment of the next try; None while the road is open."""
        if self.shut_until is None or self.shut_until <= now:
            return None
        return self.shut_until


def after_failure(before: Standing, now: datetime) -> Standing:
    """One more call without an answer.

    Calls that began before the road was shut end while it is: they change nothing.
    """
    if before.closed_at(now) is not None:
        return before
    if not _goes_on(before, now):
        return Standing(failures=1, failed_at=now)
    failures = before.failures + 1
    shut = None
    if failures >= ENOUGH:
        shut = now + _PAUSES[min(failures - ENOUGH, len(_PAUSES) - 1)]
    return Standing(failures, now, shut)


def _goes_on(before: Standing, now: datetime) -> bool:
    """Whether this failure belongs to the same outage as the last."""
    if before.failed_at is None:
        return False
    since = max(before.failed_at, before.shut_until or before.failed_at)
    return now - since <= _TOGETHER
