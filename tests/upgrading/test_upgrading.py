"""Each frozen state is taken by today's program: copy, tables, walls, the diary."""

import gzip
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from django.core.management import call_command

from launcher.postgres import Cluster
from launcher.tests.processes import launched, until_ready, wishes
from school.backup import contents, keys, label
from tests.serving import databases
from tests.upgrading import reading
from tests.upgrading.__main__ import FROZEN, SEAL_KEY
from tests.upgrading.shape import shape_of

STATES = sorted(file.stem for file in FROZEN.glob("*.gz"))


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


def test_there_are_states_to_try() -> None:
    assert STATES


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_the_past_serves_today(
    cluster: Cluster,
    home: Path,
    state: str,
    monkeypatch: pytest.MonkeyPatch,
    settings: object,
) -> None:
    settings.SEAL_KEY = bytes.fromhex(SEAL_KEY)  # type: ignore[attr-defined]
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
        with launched(env) as launch:
            until_ready(launch)
            marks = reading.read(home / "run.json")
        assert marks == (FROZEN / f"{state}.txt").read_text().splitlines()
        assert len(marks) > 20
        checked = ("check", "--database", "default", "--fail-level", "WARNING")
        done = databases.manage(cluster, database, *checked)
        assert done.returncode == 0, done.stderr
        fresh = shape_of(cluster, os.environ["DATABASE_URL"].rpartition("/")[2])
        assert shape_of(cluster, database) ^ fresh == set()
