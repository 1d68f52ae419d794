"""Each frozen state is taken by today's program: copy, tables, walls, the diary.

And the program of that day goes on over the tables of today, as it must while a new
version starts.
"""

import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.management import call_command

from launcher.postgres import Cluster
from launcher.tests.processes import launched, until_ready, wishes
from school.backup import contents, keys, label
from tests.serving import databases
from tests.upgrading import former, reading
from tests.upgrading.__main__ import FROZEN, SEAL_KEY
from tests.upgrading.shape import shape_of
from tests.upgrading.standing import Column, broken, tables_of

Restored = Callable[[str], AbstractContextManager[tuple[str, dict[str, str]]]]

STATES = sorted(file.stem for file in FROZEN.glob("*.gz"))
# The last state whose program is in the history of the repository.
FORMER = max(file.stem for file in FROZEN.glob("*.program"))


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="school-home-") as folder:
        yield Path(folder)


def closed(packed: Path, key: Path) -> bytes:
    """A frozen state as `backup` would have left it, for a new key."""
    keys.make(key)
    (identity,) = keys.identities(key)
    inside = gzip.decompress(packed.read_bytes())
    return bytes(pyrage.encrypt(inside, [identity.to_public()]))


def refuse_older_server(cluster: Cluster, packed: Path) -> None:
    with gzip.open(packed) as opened:
        frozen = label.read(opened.readline())
    assert frozen is not None
    with cluster.connect() as superuser:
        here = contents.major(superuser)
    if here < frozen.server:
        pytest.skip(f"frozen in PostgreSQL {frozen.server}, this is {here}")


def marks_of(state: str) -> list[str]:
    """What a mother read in it on its day."""
    return (FROZEN / f"{state}.txt").read_text().splitlines()


def superuser_url(cluster: Cluster, database: str) -> str:
    password = cluster.passwords["postgres"]
    return f"postgresql://postgres:{password}@127.0.0.1:{cluster.port}/{database}"


def test_there_are_states_to_try() -> None:
    assert STATES


@pytest.fixture
def restored(
    cluster: Cluster, home: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> Restored:
    """A frozen state in a database of its own, and the environment to serve it."""
    settings.SEAL_KEY = bytes.fromhex(SEAL_KEY)

    @contextmanager
    def restore(state: str) -> Iterator[tuple[str, dict[str, str]]]:
        refuse_older_server(cluster, FROZEN / f"{state}.gz")
        (home / "copy").write_bytes(closed(FROZEN / f"{state}.gz", home / "key"))
        with databases.empty(cluster, "upgraded") as database:
            monkeypatch.setenv("DATABASE_OWNER_URL", cluster.owner_url(database))
            call_command("restore", home / "copy", key=home / "key")
            env = wishes(
                home,
                DATABASE_URL=cluster.url(database),
                DATABASE_OWNER_URL=cluster.owner_url(database),
                SCHOOL_NOW=reading.NOW,
                SCHOOL_SEAL_KEY=SEAL_KEY,
            )
            yield database, env

    return restore


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_the_past_serves_today(
    cluster: Cluster, home: Path, state: str, restored: Restored
) -> None:
    with restored(state) as (database, env):
        before = tables_of(cluster, database)
        with launched(env) as launch:
            until_ready(launch)
            marks = reading.read(home / "run.json")
        assert marks == marks_of(state)
        assert len(marks) > 20
        assert broken(before, tables_of(cluster, database)) == []
        checked = ("check", "--database", "default", "--fail-level", "WARNING")
        done = databases.manage(cluster, database, *checked)
        assert done.returncode == 0, done.stderr
        fresh = shape_of(cluster, os.environ["DATABASE_URL"].rpartition("/")[2])
        assert shape_of(cluster, database) ^ fresh == set()


def test_the_program_before_goes_on_over_the_tables_of_today(
    cluster: Cluster, home: Path, tmp_path: Path, restored: Restored
) -> None:
    former.take_out(FROZEN / f"{FORMER}.program", tmp_path)
    with restored(FORMER) as (database, env):
        migrated = databases.manage(cluster, database, "migrate")
        assert migrated.returncode == 0, migrated.stderr
        env["PYTHONPATH"] = str(tmp_path)
        with launched(env, cwd=tmp_path) as launch:
            until_ready(launch)
            address = superuser_url(cluster, database)
            said = former.read_and_write(tmp_path, home / "run.json", address)
    assert said == [*marks_of(FORMER), "saved 5"]


def test_a_loss_for_the_program_before_is_found() -> None:
    number, other = Column("int8", False, False), Column("text", False, False)
    before = {"mark": {"id": number}, "gone": {"id": number}}
    after = {"mark": {"id": other, "new": number, "spare": Column("int8", True, False)}}
    assert broken(before, before) == []
    assert broken(before, after) == [
        f"mark.id was {number}, is {other}",
        "mark.new must be named",
        "gone is no more",
    ]
