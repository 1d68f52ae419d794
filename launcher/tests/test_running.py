"""`make run` on real processes: up, refused, and down in every way there is."""

import os
import signal
import socket
from pathlib import Path

import httpx
import pytest

from launcher import ports
from launcher.asking import ask
from launcher.tests.processes import (
    Launch,
    gone,
    launched,
    note,
    refused,
    until_ready,
    wishes,
)


def the_only_one(one: Launch, two: Launch) -> Launch:
    """Of two starts at once the one that goes on; the other has said why not."""
    assert one.stdout is not None
    assert two.stdout is not None
    first, second = one.stdout.readline(), two.stdout.readline()
    late, goes_on = (one, two) if "уже работает" in first else (two, one)
    assert "уже работает другой запуск" in (first if late is one else second)
    assert late.wait() == 1
    return goes_on


def test_everything_comes_up_and_ctrl_c_takes_it_down(home: Path) -> None:
    env = wishes(home)
    with launched(env) as one, launched(env) as two:
        launch = the_only_one(one, two)
        said = until_ready(launch)
        up = note(home)
        assert up["school"] in said
        assert up["sandbox"] in said
        assert "natalia@example.test" in said
        assert (home / "run.json").stat().st_mode & 0o777 == 0o600
        alive = ask(f"{up['school']}/health/live")
        assert alive.status_code == httpx.codes.OK
        assert "уже работает другой запуск" in refused(wishes(home))
        os.kill(launch.pid, signal.SIGINT)
        assert launch.wait() == 0
    assert not (home / "run.json").exists()
    assert all(gone(pid) for pid in up["pids"].values())


def test_kill_9_leaves_nothing_and_the_next_start_is_whole(home: Path) -> None:
    env = wishes(home)
    with launched(env) as launch:
        until_ready(launch)
        left = note(home)["pids"]
        launch.kill()
        launch.wait()
    assert all(gone(pid) for pid in left.values())
    with launched(env) as launch:
        until_ready(launch)
        database = note(home)["pids"]["database"]
        os.kill(database, signal.SIGKILL)
        assert launch.stdout is not None
        rest = launch.stdout.read()
        assert launch.wait() == 1
    assert "База данных остановилась" in rest
    assert not (home / "run.json").exists()


def test_the_clock_of_both_programs_starts_where_it_was_set(home: Path) -> None:
    env = wishes(home, SCHOOL_NOW="2026-11-18T10:00+03:00")
    with launched(env) as launch:
        until_ready(launch)
        answer = ask(f"{note(home)['sandbox']}/control/clock")
        assert answer.json()["now"].startswith("2026-11-18T07:0")
        assert (home / "clock").exists()
        program = note(home)["pids"]["sandbox"]
        os.kill(program, signal.SIGTERM)
        assert launch.wait() == 1


@pytest.mark.parametrize("name", ["PORT", "SANDBOX_PORT"])
def test_a_busy_port_is_named(home: Path, name: str) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        sentence = refused(wishes(home, **{name: str(port)}))
    assert sentence.startswith(f"Порт {port} занят")
    assert sentence.endswith(f"в переменной {name}.")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "ninety"), ("SCHOOL_DEMO", "vast"), ("SCHOOL_NOW", "noon")],
)
def test_an_absurd_wish_stops_the_start(home: Path, name: str, value: str) -> None:
    assert name in refused(wishes(home, **{name: value}))


def test_a_database_that_does_not_answer_stops_the_start(home: Path) -> None:
    address = f"postgresql://nobody:secret@127.0.0.1:{ports.choose()}/nothing"
    env = wishes(home, DATABASE_URL=address, DATABASE_OWNER_URL=address)
    sentence = refused(env)
    assert sentence.startswith("База данных из DATABASE_URL не отвечает")
    assert "secret" not in sentence


def test_a_sentence_of_the_product_reaches_the_person(home: Path) -> None:
    sentence = refused(wishes(home, SCHOOL_SEAL_KEY="short"))
    assert "SCHOOL_SEAL_KEY" in sentence
