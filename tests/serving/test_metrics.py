"""Prometheus is told the sum of all workers, at an address nobody else can reach."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from launcher import ports
from launcher.asking import ask
from launcher.tests.processes import launched, note, refused, until_ready
from school.access import attempting
from school.access.facts import Refused
from school.access.reasons import Reason, Step, actor_of
from school.access.signing_in import begin
from school.lib import clock
from school.regions.models import Region

HOST = {"Host": "school.example.test"}
_LISTENS, _LOOPBACK = "0A", "0100007F"


def free_port(work: dict[str, str]) -> str:
    port = ports.choose()
    return str(port if str(port) != work["PORT"] else port + 1)


def listening(port: str) -> list[str]:
    """The addresses at which anybody listens at the port, as Linux writes them."""
    lines = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text().splitlines()[1:]
    ]
    at = [local.split(":") for _, local, _, state, *_ in lines if state == _LISTENS]
    return [address for address, number in at if int(number, 16) == int(port)]


def told(port: str) -> dict[tuple[str, ...], float]:
    """Every sample: its name and the values of its labels, by the labels' order."""
    text = ask(f"http://127.0.0.1:{port}/metrics").text
    return {
        (one.name, *(one.labels[label] for label in sorted(one.labels))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_all_workers_are_counted_at_an_address_of_its_own(
    work: dict[str, str], home: Path
) -> None:
    port = free_port(work)
    work |= {"SCHOOL_METRICS_PORT": port, "SCHOOL_WORKERS": "2"}
    school = f"http://127.0.0.1:{work['PORT']}"
    with launched(work, "serve") as launch:
        until_ready(launch)
        assert set(note(home)["pids"]) == {
            "launcher",
            "school",
            "worker",
            "metrics",
        }
        assert listening(port) == [_LOOPBACK]
        assert listening(work["PORT"]) != []  # or Linux writes them otherwise
        for _ in range(30):  # each on a connection of its own: both workers answer
            ask(f"{school}/health/live", headers=HOST)
        for name in ("nowhere", "metrics", "КАНАРЕЙКА"):
            got = ask(f"{school}/{name}", headers=HOST)
            assert got.status_code == 404
        samples = told(port)
        launch.terminate()
        said = launch.stdout.read() if launch.stdout else ""
    assert said.count('"logger":"school.request"') >= 33
    assert [word for word in ("КАНАРЕЙКА", quote("КАНАРЕЙКА")) if word in said] == []
    assert samples["school_requests_total", "alive", "2xx"] == 30
    assert samples["school_request_seconds_count", "alive"] == 30
    assert samples["school_request_seconds_bucket", "+Inf", "alive"] == 30
    assert samples["school_requests_total", "none", "4xx"] == 3
    assert samples["school_database_seconds_total",] > 0
    assert samples["school_database_queries_total",] >= 1
    assert samples["school_database_up",] == 1
    assert samples["school_database_connections", "idle"] >= 1
    assert "КАНАРЕЙКА" not in str(samples)


@pytest.mark.parametrize("port", ["PORT", "many"])
def test_an_absurd_port_is_one_sentence(work: dict[str, str], port: str) -> None:
    value = work.get(port, port)
    sentence = refused({**work, "SCHOOL_METRICS_PORT": value}, "serve")
    assert "SCHOOL_METRICS_PORT" in sentence


@pytest.mark.django_db
def test_a_sign_in_is_counted_by_its_outcome(settings: Any) -> None:
    settings.METRICS = True
    region = Region.objects.create(slug="r", name="Область", policy_line="ryazan")
    before = _counted("no_card"), _counted("admitted")
    for _ in range(2):
        attempting.refuse(_taken(region), _refused())
    attempting.admit(_taken(region))
    assert (_counted("no_card"), _counted("admitted")) == (before[0] + 2, before[1] + 1)


def _counted(outcome: str) -> float:
    known = REGISTRY.get_sample_value("school_sign_ins_total", {"outcome": outcome})
    return known or 0


def _taken(region: Region) -> attempting.Taken:
    begun = begin(region)
    state = httpx.URL(begun.address).params["state"]
    taken = attempting.take(state, begun.browser, clock.now())
    assert taken is not None
    return taken


def _refused() -> Refused:
    reason = Reason.NO_CARD
    return Refused(reason, Step.FOUND, actor_of(reason, "guardian"))
