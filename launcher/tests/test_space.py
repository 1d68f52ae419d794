"""A database without room is read on, and takes everything again by itself."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.postgres import Cluster
from launcher.space import Guard
from launcher.tests.disks import disk, filled
from launcher.tests.test_lodging import as_root

pytestmark = as_root


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    """A server on a small disk of its own, with a table."""
    with disk(home, 300):
        made = Cluster(home, lasting=False)
        made.start()
        with psycopg.connect(made.owner_url()) as connection:
            connection.execute("CREATE TABLE kept (number bigint)")
        try:
            yield made
        finally:
            made.stop()


def write(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url()) as connection:
        connection.execute("INSERT INTO kept VALUES (1)")


def count(cluster: Cluster) -> object:
    with psycopg.connect(cluster.owner_url()) as connection:
        found = connection.execute("SELECT count(*) FROM kept").fetchone()
    return found and found[0]


def test_without_room_it_is_read_and_with_room_it_is_written(
    cluster: Cluster, home: Path
) -> None:
    said: list[str] = []
    guard = Guard(cluster, said.append)
    guard.look()
    with psycopg.connect(cluster.owner_url(), autocommit=True) as open_before:
        for rounds, leave_mb in ((1, 40), (2, 0)):  # a stranger may take all at once
            with filled(home, leave_mb=leave_mb):
                guard.look()
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    write(cluster)
                guard.look()
                assert count(cluster) == rounds - 1
                wait_until_it_only_reads(open_before)
            guard.look()
            write(cluster)
            assert count(cluster) == rounds
            assert len(said) == 2 * rounds


def wait_until_it_only_reads(connection: psycopg.Connection) -> None:
    """A session that is open already hears of it a moment later."""
    for _ in range(200):
        shown = connection.execute("SHOW default_transaction_read_only").fetchone()
        if shown == ("on",):
            return
        time.sleep(0.05)
    pytest.fail("an open session goes on writing")


def test_a_launcher_killed_meanwhile_leaves_nothing_to_repair(
    cluster: Cluster, home: Path
) -> None:
    guard = Guard(cluster, lambda _: None)
    guard.look()
    with filled(home):
        guard.look()
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            write(cluster)
    cluster.stop()
    cluster.start()
    said: list[str] = []
    Guard(cluster, said.append).look()
    write(cluster)
    assert said == []


def test_a_full_disk_of_the_log_of_changes_is_noticed_as_well(home: Path) -> None:
    made = Cluster(home, lasting=False)
    made.start()
    made.stop()
    (home / "wal").mkdir()
    with disk(home / "wal", 200):
        folder = made.data / "pg_wal"
        subprocess.run(["cp", "--archive", str(folder), f"{home}/wal/"], check=True)
        shutil.rmtree(folder)
        folder.symlink_to(home / "wal" / "pg_wal")
        made.start()
        try:
            guard = Guard(made, lambda _: None)
            guard.look()
            with psycopg.connect(made.owner_url()) as connection:
                connection.execute("CREATE TABLE kept (number bigint)")
            with filled(home / "wal", leave_mb=20):
                guard.look()
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    write(made)
                assert count(made) == 0
            guard.look()
            write(made)
        finally:
            made.stop()
