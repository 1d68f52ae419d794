"""A working installation stops gracefully: what has begun is finished."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from launcher.tests.processes import Launch, gone, launched, note, until_ready


@contextmanager
def serving(work: dict[str, str], home: Path) -> Iterator[tuple[Launch, int]]:
    """A live installation: its launcher and the process of its server."""
    with launched(work, "serve") as launch:
        said = until_ready(launch)
        assert "Песочница" not in said
        up = note(home)
        assert up["sandbox"] is None
        assert set(up["pids"]) == {"launcher", "school", "worker"}
        yield launch, up["pids"]["school"]


@contextmanager
def nobody_reads_regions() -> Iterator[None]:
    """Hold a lock that makes `/health/ready` wait: a request that takes its time."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute("LOCK TABLE region IN ACCESS EXCLUSIVE MODE")
        yield


def wait_until_somebody_waits() -> None:
    """Return when a request stands before the lock."""
    asked = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation ="
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for _ in range(200):
            found = owner.execute(f"{asked} 'region'::regclass)").fetchone()
            if found == (True,):
                return
            time.sleep(0.05)
    pytest.fail("no request came")


def ask(work: dict[str, str], answers: list[int | str]) -> threading.Thread:
    """Ask for readiness in a thread; its status, or «cut», is added to the answers."""

    def run() -> None:
        address = f"http://127.0.0.1:{work['PORT']}/health/ready"
        headers = {"Host": "school.example.test"}
        try:
            got = httpx.get(address, headers=headers, trust_env=False, timeout=60)
            answers.append(got.status_code)
        except httpx.TransportError:
            answers.append("cut")

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_request_that_has_begun_is_answered_before_the_end(
    work: dict[str, str], home: Path
) -> None:
    answers: list[int | str] = []
    with serving(work, home) as (launch, server):
        with nobody_reads_regions():
            asked = ask(work, answers)
            wait_until_somebody_waits()
            launch.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                launch.wait(timeout=1)
            assert answers == []
        asked.join()
        assert answers == [200]
        assert launch.stdout is not None
        rest = launch.stdout.read().splitlines()
        assert launch.wait() == 0
        assert gone(server)
    assert rest.pop() == "Остановлено."
    told = [json.loads(line) for line in rest]
    assert ("ready", 200) in [(one.get("route"), one.get("status")) for one in told]
    assert not (home / "run.json").exists()


def test_a_request_without_an_end_does_not_hold_the_stop(
    work: dict[str, str], home: Path
) -> None:
    answers: list[int | str] = []
    with serving({**work, "SCHOOL_STOP_S": "1"}, home) as (launch, server):
        with nobody_reads_regions():
            asked = ask(work, answers)
            wait_until_somebody_waits()
            launch.send_signal(signal.SIGTERM)
            assert launch.wait() == 0
            asked.join()
            assert answers == ["cut"]
        assert gone(server)
