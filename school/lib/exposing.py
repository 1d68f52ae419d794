"""Tell Prometheus the figures of all workers: ``python -m school.lib.exposing``.

A process of its own at an address of its own, so that a busy or broken product can
still be looked at, and nobody from outside can look. It reads what the workers count in
PROMETHEUS_MULTIPROC_DIR and asks PostgreSQL about their connections.
"""

import signal
import sys
from collections.abc import Iterator

import psycopg
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from school.lib import env

_CONNECTIONS = """
SELECT coalesce(state, 'unknown'), count(*) FROM pg_stat_activity
WHERE usename = current_user AND datname = current_database()
  AND pid <> pg_backend_pid()
GROUP BY 1
"""
_PATIENCE_S = 2


class Connections(Collector):
    """What PostgreSQL says of the product's connections; asked at each scrape."""

    def __init__(self, address: str) -> None:
        self._address = address

    def collect(self) -> Iterator[Metric]:
        """Whether the database answers, and how many connections are in each state."""
        up = GaugeMetricFamily("school_database_up", "Whether the database answers.")
        states = GaugeMetricFamily(
            "school_database_connections",
            "Connections of the product, by state.",
            labels=["state"],
        )
        try:
            for state, number in self._ask():
                states.add_metric([state], number)
            up.add_metric([], 1)
        except psycopg.Error:
            up.add_metric([], 0)
        yield up
        yield states

    def _ask(self) -> list[tuple[str, int]]:
        with psycopg.connect(
            self._address, connect_timeout=_PATIENCE_S, autocommit=True
        ) as connection:
            return connection.execute(_CONNECTIONS).fetchall()


def main() -> int:
    """Serve until told to stop; what is absurd is one sentence."""
    try:
        host = env.text("SCHOOL_METRICS_HOST", "127.0.0.1")
        port = env.port("SCHOOL_METRICS_PORT", 9464)
        address = env.secret("DATABASE_URL")
        folder = env.text("PROMETHEUS_MULTIPROC_DIR")
    except env.EnvironmentVariableError as error:
        sys.exit(str(error))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    registry.register(Connections(address))
    told = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, told)
    try:
        start_http_server(port, addr=host, registry=registry)
    except OSError as error:
        sys.exit(f"Показатели на {host}:{port} отдать нельзя: {error.strerror}.")
    signal.sigwait(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
