"""The next version's migrations come while four people put marks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import psycopg
import pytest

from launcher.children import ROOT
from tests.surviving import cycles, ledger
from tests.surviving.rig import PATIENCE_S, Rig

_NEXT = "tests.surviving.next_version.settings"
_MADE = """
SELECT (SELECT count(*) FROM information_schema.columns
        WHERE table_name = 'mark' AND column_name = 'weighed'),
       (SELECT count(*) FROM pg_index
        WHERE indexrelid = to_regclass('mark_by_author') AND indisvalid)
"""


@contextmanager
def migrating(rig: Rig) -> Iterator[subprocess.Popen[str]]:
    """`manage.py migrate` of the next version, beside the programs of this one."""
    env = rig.env | {
        "DJANGO_SETTINGS_MODULE": _NEXT,
        "DATABASE_OWNER_URL": rig.cluster.owner_url(),
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--skip-checks"],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as migrate:
        late = Timer(PATIENCE_S, migrate.kill)
        late.start()
        try:
            yield migrate
        finally:
            late.cancel()
            migrate.kill()


def until_said(migrate: subprocess.Popen[str], words: str) -> str:
    """Read until these words come; what was said so far."""
    assert migrate.stdout is not None
    said = ""
    for line in migrate.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"never said «{words}»:\n{said}")


@contextmanager
def somebody_reads_marks(rig: Rig) -> Iterator[psycopg.Connection]:
    """A long report: no change of the table comes past it until it ends."""
    with psycopg.connect(rig.cluster.owner_url()) as report:
        report.execute("LOCK TABLE mark IN ACCESS SHARE MODE")
        yield report


@pytest.fixture
def next_version(rig: Rig) -> Iterator[None]:
    """Afterwards the tables are of this version again."""
    yield
    with rig.cluster.connect("school") as superuser:
        superuser.execute("ALTER TABLE mark DROP COLUMN IF EXISTS weighed")
        superuser.execute("DROP INDEX IF EXISTS mark_by_author")
        superuser.execute("DELETE FROM django_migrations WHERE name LIKE '9%'")


@pytest.mark.usefixtures("next_version")
def test_tables_change_under_four_writers_and_nobody_is_refused(rig: Rig) -> None:
    with cycles.at_work(rig, seed=7) as writers:
        with migrating(rig) as migrate:
            with somebody_reads_marks(rig):
                said = until_said(migrate, "Пробую ещё раз")
                assert "таблицу mark держит соединение" in said
                # It has given way: those who stood behind it are answered.
                cycles.until_all_are_answered(writers)
            assert migrate.stdout is not None
            said += migrate.stdout.read()
            assert migrate.wait() == 0, said
        cycles.until_all_are_answered(writers)
    assert rig.ask(_MADE) == [(1, 1)]
    assert [writer.ledger.repeats for writer in writers] == [0] * len(writers)
    assert ledger.troubles(rig, [writer.ledger for writer in writers]) == []
