"""Programs are watched, ended with all they started, and found after kill -9."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import children
from launcher.failure import LaunchError
from launcher.tests.processes import gone

SLEEP = ["-c", "import time; time.sleep(60)"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path


def spawn(place: Path, arguments: list[str]) -> children.Child:
    log = place / "logs" / "child.log"
    return children.spawn("проба", arguments, log=log, home=place, env=os.environ)


def test_a_program_that_ends_by_itself_is_told_in_its_own_last_words(
    place: Path,
) -> None:
    child = spawn(place, ["-c", "raise ValueError('Так нельзя.')"])
    child.process.wait()
    with pytest.raises(LaunchError) as told:
        child.refuse_death()
    assert "«проба» остановилась (код 1): Так нельзя. Журнал: " in str(told.value)
    child.end()


def test_ending_a_program_ends_what_it_started(place: Path) -> None:
    child = spawn(
        place,
        [
            "-c",
            "import subprocess, sys; other = subprocess.Popen([sys.executable, '-c', "
            "'import time; time.sleep(60)']); print(other.pid, flush=True); "
            "other.wait()",
        ],
    )
    while not (said := child.log.read_text()):
        child.refuse_death()
    child.end()
    assert gone(int(said))


def test_what_a_killed_launcher_left_is_found_and_ended(place: Path) -> None:
    marked = {**os.environ, "SCHOOL_LAUNCHED_FROM": str(place)}
    with subprocess.Popen([sys.executable, *SLEEP], env=marked) as left:
        assert children.end_leftovers(place) == 1
        assert left.wait() != 0
    assert children.end_leftovers(place) == 0


def test_programs_of_another_home_are_left_alone(place: Path) -> None:
    other = spawn(place, SLEEP)
    assert children.end_leftovers(place / "logs") == 0
    assert other.process.poll() is None
    other.end()


def test_a_failed_command_becomes_its_last_sentence(place: Path) -> None:
    with pytest.raises(LaunchError) as told:
        children.run(
            ["-c", "raise RuntimeError('Правил нет: zaokskaya.toml.')"],
            home=place,
            env=os.environ,
        )
    assert str(told.value) == "Правил нет: zaokskaya.toml."


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("", "ничего не сказано."),
        ("Traceback\n  File\nschool.lib.Bad: Нет PORT.\n", "Нет PORT."),
        ("Порт занят: 8000", "Порт занят: 8000."),
        ("psycopg.Error", "psycopg.Error."),
        ("Нет сертификата.\n[INFO] Shutting down\n", "Нет сертификата."),
    ],
)
def test_the_last_words_of_an_output_are_a_sentence(output: str, words: str) -> None:
    assert children.last_words(output) == words
