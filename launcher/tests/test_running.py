"""`make run` on real processes: up, refused, and down in every way there is."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from launcher import ports
from launcher.children import ROOT
from launcher.tests.processes import gone

Launch = subprocess.Popen[str]


def wishes(home: Path, **more: str) -> dict[str, str]:
    """An environment of our own: nothing of the tests' database or keys in it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    first = ports.choose()
    second = next(port for port in range(first + 1, 65000) if ports.is_free(port))
    return {
        **kept,
        "SCHOOL_HOME": str(home),
        "SCHOOL_DEMO": "none",
        "PORT": str(first),
        "SANDBOX_PORT": str(second),
        **more,
    }


@contextmanager
def launched(env: dict[str, str], *arguments: str) -> Iterator[Launch]:
    with subprocess.Popen(
        [sys.executable, "-m", "launcher", *arguments],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as launch:
        try:
            yield launch
        finally:
            launch.terminate()
            launch.wait()


def until_ready(launch: Launch) -> str:
    """Return what was printed; stop at the last line of a start."""
    assert launch.stdout is not None
    said = ""
    for line in launch.stdout:
        said += line
        if line == "ready\n":
            return said
    pytest.fail(f"not ready:\n{said}")


def note(home: Path) -> dict[str, Any]:
    read = json.loads((home / "run.json").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def refused(env: dict[str, str], *arguments: str) -> str:
    """Return the sentence of a start that must fail."""
    done = subprocess.run(
        [sys.executable, "-m", "launcher", *arguments],
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_everything_comes_up_and_ctrl_c_takes_it_down(home: Path) -> None:
    with launched(wishes(home)) as launch:
        said = until_ready(launch)
        up = note(home)
        assert up["school"] in said
        assert up["sandbox"] in said
        assert "natalia@example.test" in said
        assert (home / "run.json").stat().st_mode & 0o777 == 0o600
        alive = httpx.get(f"{up['school']}/health/live", trust_env=False)
        assert alive.status_code == httpx.codes.OK
        other = refused(wishes(home))
        assert "уже работает другой запуск" in other
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
        answer = httpx.get(f"{note(home)['sandbox']}/control/clock", trust_env=False)
        assert answer.json()["now"].startswith("2026-11-18T07:0")
        assert (home / "clock").exists()
        program = note(home)["pids"]["sandbox"]
        os.kill(program, signal.SIGTERM)
        assert launch.wait() == 1


def test_a_working_start_has_no_sandbox_and_listens_to_its_own_name(
    home: Path,
) -> None:
    for made in (["esia", "make-key", "--dir"], ["sandbox", "keys", "--home"]):
        name = ["--name", "Test"] if "esia" in made else []
        command = [sys.executable, "-m", *made, str(home / made[0]), *name]
        subprocess.run(command, cwd=ROOT, check=True)
    env = wishes(
        home,
        SCHOOL_URL="https://school.example.test",
        ESIA_URL="https://esia.example.test",
        ESIA_ISSUER="http://esia.example.test/",
        ESIA_CLIENT_ID="ELSH",
        ESIA_KEY_FILE=str(home / "esia" / "key.pem"),
        ESIA_CERTIFICATE_FILE=str(home / "esia" / "certificate.pem"),
        ESIA_TRUSTED_FILES=str(home / "sandbox" / "token-public-key.pem"),
    )
    with launched(env, "serve") as launch:
        said = until_ready(launch)
        assert "Песочница" not in said
        assert note(home)["sandbox"] is None
        assert set(note(home)["pids"]) == {"launcher", "database", "school"}


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


def test_a_working_start_refuses_another_clock_and_missing_keys(home: Path) -> None:
    env = wishes(home, SCHOOL_NOW="2026-11-18T10:00+03:00")
    assert "SCHOOL_NOW" in refused(env, "serve")
    assert "SCHOOL_URL" in refused(wishes(home), "serve")


def test_a_sentence_of_the_product_reaches_the_person(home: Path) -> None:
    sentence = refused(wishes(home, SCHOOL_SEAL_KEY="short"))
    assert "SCHOOL_SEAL_KEY" in sentence
