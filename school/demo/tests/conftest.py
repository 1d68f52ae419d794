"""One demo for all tests of the package, in a database of its own.

The command needs the owner's connection, so it runs as it does in life: as a process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).parents[3]
NOW = "2026-11-18T12:00+03:00"  # a Wednesday; the fourth lesson is on
_NAME = f"test_demo_{os.getpid()}"


@dataclass(frozen=True)
class Demo:
    """A database with the demo in it, as of some moment."""

    cluster: Any
    name: str
    home: Path
    said: list[str] = field(default_factory=list)

    def manage(
        self, *words: str, now: str = NOW, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a management command and return its answer."""
        environment = {
            **os.environ,
            **self.addresses(),
            "SCHOOL_NOW": now,
            "SCHOOL_DEMO": "small",
            **more,
        }
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            check=False,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )

    def addresses(self) -> dict[str, str]:
        """What a process must know to work on this demo."""
        return {
            "DATABASE_URL": self.cluster.url(self.name),
            "DATABASE_OWNER_URL": self.cluster.owner_url(self.name),
            "SCHOOL_HOME": str(self.home),
        }

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of a statement, asked past the walls."""
        with psycopg.connect(self.cluster.owner_url(self.name)) as connection:
            connection.execute("SET ROLE school_load")
            return connection.execute(statement.encode(), values or None).fetchall()

    def change(self, statement: str) -> None:
        """A change somebody made while trying the product."""
        with psycopg.connect(self.cluster.owner_url(self.name)) as connection:
            connection.execute("SET ROLE school_load")
            connection.execute("SELECT set_config('app.actor', 'test', true)")
            connection.execute(statement.encode())

    def live(self, which: str) -> "Living":
        """A process in which this demo goes on from moment to moment."""
        return Living(
            subprocess.Popen(
                [sys.executable, "-m", "school.demo.tests.living", which],
                cwd=ROOT,
                env={**os.environ, **self.addresses(), "SCHOOL_CONNECT_AS": "owner"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )


@dataclass(frozen=True)
class Living:
    """See :mod:`school.demo.tests.living`."""

    process: subprocess.Popen[str]

    def until(self, moment: str) -> None:
        """Bring the demo up to a moment; after a later one nothing is taken back."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{moment}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == moment

    def end(self) -> None:
        """Let the process go."""
        self.process.communicate()


@contextmanager
def empty(cluster: Any, name: str, home: Path) -> Iterator[Demo]:
    """A demo in a database of its own, with nothing in it yet."""
    made = Demo(cluster, name, home)
    _copy(cluster, os.environ["SCHOOL_TEST_MIGRATED"], name)
    try:
        yield made
    finally:
        _drop(cluster, name)


@pytest.fixture(scope="session")
def demo(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo as the first run leaves it. Only look at it."""
    with empty(cluster, _NAME, tmp_path_factory.mktemp("home")) as made:
        done = made.manage("demo")
        assert done.returncode == 0, done.stderr
        made.said.append(done.stdout)
        yield made


@pytest.fixture
def copy(demo: Demo) -> Iterator[Demo]:
    """The same demo, to be changed."""
    with cloned(demo, "copy") as made:
        yield made


@contextmanager
def cloned(demo: Demo, ending: str) -> Iterator[Demo]:
    """Another database with the same demo; ``ending`` is that of its name."""
    name = f"{demo.name}_{ending}"
    _copy(demo.cluster, demo.name, name)
    try:
        yield Demo(demo.cluster, name, demo.home)
    finally:
        _drop(demo.cluster, name)


def counted(demo: Demo) -> dict[str, int]:
    """How many rows each table has."""
    tables = demo.ask(
        "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = 'public'::regnamespace AND NOT relispartition"
        " AND has_table_privilege(oid, 'SELECT')"
    )
    return {
        name: demo.ask(f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608
        for (name,) in tables
    }


def _copy(cluster: Any, source: str, name: str) -> None:
    with cluster.connect() as superuser:
        made = f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER school_owner'
        superuser.execute(made)
    cluster.make_database(name)


def _drop(cluster: Any, name: str) -> None:
    with cluster.connect() as superuser:
        superuser.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
