"""The command that makes a region of any size: whole, repeatable, refused at work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from school.demo.tests.conftest import NOW, ROOT, Demo, counted, empty

_WEEK = ("--until", "2026-09-08")
_REGION = ("generate_region", "--students", "200", *_WEEK)
_SAME = """
SELECT (SELECT sum(key) FROM card), (SELECT sum(key) FROM lesson),
       (SELECT sum(key) FROM mark), (SELECT sum(key) FROM absence)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def region(cluster: Any, home: Path) -> Iterator[Demo]:
    """Two schools with a week behind them. Only look at it."""
    with empty(cluster, f"test_region_{os.getpid()}", home) as made:
        done = made.manage(*_REGION)
        assert done.returncode == 0, done.stderr
        made.said.append(done.stdout)
        yield made


def test_there_are_as_many_students_as_asked_in_several_schools(region: Demo) -> None:
    sizes = region.ask("SELECT count(*) FROM enrolment GROUP BY school_id")
    assert len(sizes) == 2
    assert sum(size for (size,) in sizes) == 200
    assert region.ask("SELECT count(DISTINCT municipality_id) > 1 FROM school") == [
        (True,)
    ]


def test_all_lessons_before_the_day_are_over_and_there_are_none_after(
    region: Demo,
) -> None:
    days = region.ask("SELECT DISTINCT date::text FROM lesson ORDER BY 1")
    assert [day for (day,) in days] == [f"2026-09-{n:02}" for n in (1, 2, 3, 4, 7)]
    assert region.ask("SELECT FROM lesson WHERE topic = ''") == []
    each = region.ask("SELECT count(*) FROM mark GROUP BY school_id")
    assert len(each) == 2


def test_rows_and_sizes_of_the_tables_are_told(region: Demo) -> None:
    rows = counted(region)
    line = next(
        each for each in region.said[0].splitlines() if each.startswith("mark ")
    )
    name, number, *megabytes = line.replace("\N{NO-BREAK SPACE}", "").split()
    assert (name, int(number)) == ("mark", rows["mark"])
    assert all(float(each) > 0 for each in megabytes)
    assert rows["history"] == 0


def test_a_second_run_adds_nothing(region: Demo) -> None:
    before = region.ask(_SAME)
    done = region.manage(*_REGION)
    assert "добавлять нечего" in done.stdout, done.stderr
    assert region.ask(_SAME) == before


def test_a_run_that_was_stopped_is_finished_by_the_next_and_can_grow(
    cluster: Any, region: Demo, home: Path
) -> None:
    with empty(cluster, f"test_stopped_{os.getpid()}", home) as stopped:
        command = subprocess.Popen(
            [sys.executable, "manage.py", *_REGION],
            cwd=ROOT,
            env={**os.environ, **stopped.addresses(), "SCHOOL_NOW": NOW},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while not stopped.ask("SELECT FROM mark LIMIT 1"):
            assert command.poll() is None
            time.sleep(0.05)
        os.killpg(command.pid, signal.SIGINT)
        _, complaint = command.communicate(timeout=60)
        assert "Traceback" not in complaint
        assert len(complaint.splitlines()) <= 1
        half = "SELECT school_id FROM card EXCEPT SELECT school_id FROM mark"
        assert stopped.ask(half) == []
        done = stopped.manage(*_REGION)
        assert done.returncode == 0, done.stderr
        assert stopped.ask(_SAME) == region.ask(_SAME)
        larger = stopped.manage("generate_region", "--students", "240", *_WEEK)
        assert "Новых школ — 1" in larger.stdout, larger.stderr
        assert stopped.ask("SELECT count(*) FROM enrolment") == [(240,)]


def test_production_refuses_with_one_sentence(region: Demo) -> None:
    done = region.manage(
        "generate_region", "--students", "240", now="", SCHOOL_MODE="production"
    )
    assert done.returncode == 1
    assert "SCHOOL_MODE=production" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert region.ask("SELECT count(*) FROM enrolment") == [(200,)]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("--students", "199"), "199"),
        (("--students", "145001"), "145001"),
        (("--students", "300", "--until", "2026-09-01"), "--until"),
        (("--students", "300", "--until", "2030-01-01"), "--until"),
        (("--students", "300", "--until", "вчера"), "--until"),
        (("--students", "много"), "--students"),
    ],
)
def test_what_cannot_be_is_one_sentence(words: tuple[str, ...], about: str) -> None:
    with pytest.raises(CommandError, match=about):
        call_command("generate_region", *words)


def test_a_database_that_goes_away_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*_: object) -> None:
        raise psycopg.OperationalError("server closed the connection\nat once")

    command = "school.demo.management.commands.generate_region.generate"
    monkeypatch.setattr(command, die)
    with pytest.raises(
        CommandError, match=r"не отвечает \(server closed.*\)\. Готовые"
    ):
        call_command("generate_region", "--students", "200", *_WEEK)
