"""A whole installation of our own whose programs may be killed one by one.

The launcher makes it once, as for a newcomer, and people sign in; then it is stopped
and its programs are ours: the launcher would take all of them down with one.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from launcher import environment, lodging, residents, running
from launcher.children import Child
from launcher.postgres import Cluster
from tests.bench.people import Person, come_in
from tests.bench.stage import Server
from tests.journeys.stack import SCHOOL_DAY, Stack

WORKERS = 2
# Longer than anything takes here: a machine may be busy with something else.
PATIENCE_S = 120.0


class Rig:
    """The programs of one home: start them, kill them, start them again."""

    def __init__(self, stack: Stack, env: dict[str, str], people: list[Person]) -> None:
        self.home = stack.home
        self.people = people
        self.env = env
        self.stack = stack
        self.school_url = stack.school
        self.cluster = Cluster(self.home)
        self._wishes = environment.read(
            {"SCHOOL_HOME": str(self.home), "PORT": str(stack.port)}
            | {"SANDBOX_PORT": str(stack.sandbox_port)}
        )
        self._started = ExitStack()
        self._school: Child | None = None
        self._worker: Child | None = None

    def start(self) -> None:
        """Start whatever is not running; return when a page would be answered."""
        if self.cluster.pid is None:
            self.cluster.start()
        if self._school is None or self._school.process.poll() is not None:
            log = self.home / "logs" / "school.log"
            self._school = running.start_product(
                self._started, self._wishes, self.env, workers=WORKERS, log=log
            )
        if self._worker is None or self._worker.process.poll() is not None:
            self.start_worker()
        running.wait_for(self._school, f"{self.school_url}/health/ready")

    def start_worker(self) -> None:
        """Start one more for the queue; an earlier one may go on beside it."""
        log = self.home / "logs" / "worker.log"
        self._worker = running.start_worker(self._started, self.home, self.env, log=log)

    def stop(self) -> None:
        """End everything in order."""
        for person in self.people:
            person.browser.close()
        self.pause()

    def pause(self) -> None:
        """End the programs; `start` brings them back."""
        self._started.close()
        self._school = self._worker = None
        self.cluster.stop()

    def kill_one_worker(self) -> None:
        """Kill -9 one of the processes that answer; granian starts another."""
        assert self._school is not None
        os.kill(_workers_of(self._school.process.pid)[0], signal.SIGKILL)

    def kill_application(self) -> None:
        """Kill -9 the server with all its workers."""
        assert self._school is not None
        os.killpg(self._school.process.pid, signal.SIGKILL)
        self._school.process.wait()

    def kill_database(self) -> None:
        """Kill -9 PostgreSQL and all its children, none of which may say goodbye."""
        for pid in residents.residents(self.data):
            with suppress(ProcessLookupError):  # it followed its parent already
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.cluster.pid is None, "the database is killed")

    def kill_queue(self) -> None:
        """Kill -9 whoever does what waits in the queue."""
        self.worker.kill()
        self.worker.wait()

    def kill_everything(self) -> None:
        """All of them at once."""
        self.kill_database()
        self.kill_application()
        self.kill_queue()

    @property
    def worker(self) -> subprocess.Popen[bytes]:
        """The process of the queue."""
        assert self._worker is not None
        return self._worker.process

    @property
    def data(self) -> Path:
        """PostgreSQL's folder."""
        elsewhere = self.home / "postgres" / "elsewhere"
        if elsewhere.exists():
            return Path(elsewhere.read_text().strip()) / "data"
        return (self.home / "postgres" / "data").resolve()

    def ask(self, query: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Read as a superuser: past the walls, and after the facts."""
        with self.cluster.connect("school") as superuser:
            return superuser.execute(query.encode(), values).fetchall()

    def jobs(self) -> int:
        """How many pieces of work wait in the queue."""
        return len(self.ask("SELECT id FROM job"))


def wait_until(true: Any, what: str) -> None:
    """Wait for a condition; a failure says what never came."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"not in {PATIENCE_S:.0f} s: {what}"
        time.sleep(0.02)


@contextmanager
def standing(who: list[str]) -> Iterator[Rig]:
    """A fresh home with these people signed in, its programs running."""
    home = Path(tempfile.mkdtemp(prefix="school-surviving-"))
    home.chmod(0o755)
    try:
        stack = Stack(home, SCHOOL_DAY)
        try:
            stack.start()
            school = Server(stack.school, stack.running()["pids"]["school"])
            people = [come_in(_Door(school), one)[0] for one in who]
            env = _environment_of(school.pid)
        finally:
            stack.stop()
        rig = Rig(stack, env, people)
        try:
            rig.start()
            yield rig
        finally:
            rig.stop()
    finally:
        lodging.forget(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


class _Door:
    """As much of a stage as signing in asks for."""

    def __init__(self, school: Server) -> None:
        self.school = school


def _environment_of(pid: int) -> dict[str, str]:
    text = Path(f"/proc/{pid}/environ").read_bytes().decode()
    pairs = (each.split("=", 1) for each in text.split("\0") if "=" in each)
    return dict(pairs)


def _workers_of(server: int) -> list[int]:
    """The processes of a granian that answer requests: children of its threads."""
    tasks = Path(f"/proc/{server}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]
