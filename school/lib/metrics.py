"""Figures for Prometheus: counted here by every worker, told by another process.

Labels are words of ours alone: the name of an address, a class of status, the key of a
reason. Where nobody collects them (``METRICS`` is off) the library is not even loaded.
"""

from functools import cache
from typing import Any

from django.conf import settings

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Figures:
    """What one worker counts. With the library's own folder set, all workers' sum."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Histogram

        self._requests = Counter(
            "school_requests", "Requests answered.", ["route", "status"]
        )
        self._seconds = Histogram(
            "school_request_seconds",
            "Time to answer a request.",
            ["route"],
            buckets=_BUCKETS,
        )
        self._waited = Counter(
            "school_database_seconds", "Time spent waiting for the database."
        )
        self._asked = Counter("school_database_queries", "Statements sent.")
        self._sign_ins = Counter(
            "school_sign_ins", "Sign-ins ended: admitted, or why not.", ["outcome"]
        )
        self._of_route: dict[tuple[str, int], tuple[Any, Any]] = {}

    def request(
        self, route: str, status: int, seconds: float, db_seconds: float, queries: int
    ) -> None:
        """Count one answered request."""
        kind = status // 100
        known = self._of_route.get((route, kind))
        if known is None:
            known = (
                self._requests.labels(route, f"{kind}xx"),
                self._seconds.labels(route),
            )
            self._of_route[route, kind] = known
        counter, histogram = known
        counter.inc()
        histogram.observe(seconds)
        self._waited.inc(db_seconds)
        self._asked.inc(queries)

    def sign_in(self, outcome: str) -> None:
        """Count one sign-in that has ended."""
        self._sign_ins.labels(outcome).inc()


@cache
def _figures() -> Figures:
    return Figures()


def figures() -> Figures | None:
    """The figures of this worker, or None where nobody collects them."""
    return _figures() if settings.METRICS else None


def count_sign_in(outcome: str) -> None:
    """Count a sign-in by its outcome: ``admitted`` or the key of a reason."""
    counted = figures()
    if counted is not None:
        counted.sign_in(outcome)
