"""A worker killed or stopped in the middle of a job: the notice arrives, once."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.surviving import ledger
from tests.surviving.rig import Rig, wait_until
from tests.surviving.writers import Writer, cells_of


@pytest.fixture
def writer(rig: Rig) -> Writer:
    cells = cells_of(rig, "Петрова", "Ирина")[-3:]
    return Writer(rig.people[0], cells, ("2", "4"), seed=1)


@pytest.fixture
def stalled(rig: Rig) -> Iterator[subprocess.Popen[bytes]]:
    """The worker that is to hang; the tests after it have one worker again."""
    worker = rig.worker
    yield worker
    worker.kill()
    worker.wait()


@contextmanager
def in_the_middle_of_a_job(rig: Rig, writer: Writer) -> Iterator[None]:
    """A mark is put, and the worker waits within the transaction of its job."""
    with psycopg.connect(rig.cluster.owner_url()) as owner:
        owner.execute("LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE")
        writer.put(writer.cells)
        wait_until(lambda: _waits(rig), "the worker is in the middle")
        yield


def _waits(rig: Rig) -> bool:
    asked = """SELECT pid FROM pg_stat_activity
        WHERE application_name = 'school-worker' AND wait_event_type = 'Lock'"""
    return bool(rig.ask(asked))


def test_a_worker_killed_in_the_middle_has_done_nothing_and_the_next_does_it(
    rig: Rig, writer: Writer
) -> None:
    with in_the_middle_of_a_job(rig, writer):
        rig.kill_queue()
    assert rig.jobs() == 1
    rig.start()
    assert ledger.troubles(rig, [writer.ledger]) == []


def test_a_worker_that_hangs_is_cut_off_and_the_next_does_its_job(
    rig: Rig, writer: Writer, stalled: subprocess.Popen[bytes]
) -> None:
    with in_the_middle_of_a_job(rig, writer):
        os.kill(stalled.pid, signal.SIGSTOP)
    rig.start_worker()
    assert ledger.troubles(rig, [writer.ledger]) == []
    os.kill(stalled.pid, signal.SIGCONT)
    # It finds itself cut off, and goes on with the next job.
    writer.put(writer.cells)
    assert ledger.troubles(rig, [writer.ledger]) == []
    assert stalled.poll() is None
