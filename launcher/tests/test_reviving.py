"""A side program that dies is started again, each time after a longer pause."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from launcher import children
from launcher.children import Child
from launcher.reviving import Revived

SLEEP = ["-c", "import time; time.sleep(600)"]


class Clock:
    """A clock that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def sleeper(stack: ExitStack, home: Path, env: Mapping[str, str] = os.environ) -> Child:
    child = children.spawn("соня", SLEEP, log=home / "log", home=home, env=env)
    stack.callback(child.end)
    return child


def killed(side: Revived) -> None:
    side.child.process.kill()
    side.child.process.wait()
    side.refuse_death()


def test_the_pause_doubles_up_to_a_minute_and_begins_anew(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    with ExitStack() as stack:
        side = Revived(stack, lambda own: sleeper(own, home), clock)
        for pause in (1, 2, 4, 8, 16, 32, 60, 60):
            before = side.pid
            killed(side)
            said = capsys.readouterr().out
            assert "«соня» остановилась (код -9)" in said
            assert f"Запускаю снова через {pause} с." in said
            assert side.pid is None
            clock.now += pause - 0.5
            side.refuse_death()
            assert side.pid is None
            clock.now += 0.5
            side.refuse_death()
            assert side.pid not in (None, before)
        clock.now += 60
        killed(side)
        assert "через 1 с." in capsys.readouterr().out
    assert side.child.process.poll() is not None


def test_a_start_that_fails_is_tried_again(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, troubles = Clock(), [False, True, False]

    def start(own: ExitStack) -> Child:
        if troubles.pop(0):
            raise OSError(28, "No space left on device")
        return sleeper(own, home)

    with ExitStack() as stack:
        side = Revived(stack, start, clock)
        killed(side)
        clock.now += 1
        side.refuse_death()
        assert "не запускается" in capsys.readouterr().out
        assert side.pid is None
        clock.now += 2
        side.refuse_death()
        assert side.pid is not None
        last = side.child.process
    assert last.poll() is not None
