"""A dead side program takes nobody down: it is started again under `make serve`."""

import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from launcher import ports
from launcher.asking import ask
from launcher.tests.processes import gone, launched, note, until_ready

HOST = {"Host": "school.example.test"}


def until_it_lives_again(home: Path, name: str, dead: int) -> int:
    for _ in range(200):
        pid = note(home)["pids"][name]
        if pid not in (None, dead):
            return int(pid)
        time.sleep(0.1)
    pytest.fail(f"{name} is not started again")


def test_a_killed_worker_and_killed_figures_come_back_and_the_school_serves(
    work: dict[str, str], home: Path
) -> None:
    port = ports.choose()
    port += str(port) == work["PORT"]
    ready = f"http://127.0.0.1:{work['PORT']}/health/ready"
    with launched({**work, "SCHOOL_METRICS_PORT": str(port)}, "serve") as launch:
        until_ready(launch)
        before = note(home)["pids"]
        for name in ("worker", "metrics"):
            os.kill(before[name], signal.SIGKILL)
            assert gone(before[name])
        for _ in range(10):
            got = ask(ready, headers=HOST)
            assert got.status_code == httpx.codes.OK
            time.sleep(0.1)
        after = [
            until_it_lives_again(home, name, before[name])
            for name in ("worker", "metrics")
        ]
        assert note(home)["pids"]["school"] == before["school"]
        got = ask(ready, headers=HOST)
        assert got.status_code == httpx.codes.OK
        os.kill(before["school"], signal.SIGKILL)
        assert launch.stdout is not None
        rest = launch.stdout.read()
        assert launch.wait() == 1
        assert all(gone(pid) for pid in after)
    assert "Программа «очередь» остановилась (код -9). Запускаю снова" in rest
    assert "Программа «школа» остановилась" in rest
