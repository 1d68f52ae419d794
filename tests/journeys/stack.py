"""The whole product as a newcomer starts it, for a browser to walk through."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psycopg

from tests.controlling import control

ROOT = Path(__file__).resolve().parents[2]
SCHOOL_DAY = "2026-11-18T10:00+03:00"
HOLIDAY = "2027-01-05T10:00+03:00"
_READY_S = 240


def free_port() -> int:
    """A port of this machine where nobody listens now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@dataclass
class Stack:
    """A running launcher: where its programs are, and its controls."""

    home: Path
    now: str
    port: int = field(default_factory=free_port)
    sandbox_port: int = field(default_factory=free_port)
    demo: str = "small"
    process: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    def start(self) -> Self:
        """Start everything and wait for the last line, ``ready``."""
        environment = {
            **os.environ,
            "SCHOOL_HOME": str(self.home),
            "SCHOOL_NOW": self.now,
            "SCHOOL_DEMO": self.demo,
            "PORT": str(self.port),
            "SANDBOX_PORT": str(self.sandbox_port),
        }
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SCHOOL_URL", "ESIA_URL"):
            environment.pop(name, None)
        for name in [name for name in environment if name.startswith("ESIA_")]:
            environment.pop(name)
        for name in ("SCHOOL_SECRET", "SCHOOL_SEAL_KEY", "SCHOOL_MODE"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "launcher"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._wait()
        return self

    def stop(self) -> None:
        """Ctrl-C, as a person would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(120)
            if self.process.stdout is not None:
                self.process.stdout.close()

    @property
    def school(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    def control(self, method: str, path: str, **body: Any) -> Any:
        """Say something to the sandbox's controls."""
        return control(self.sandbox, method, path, body)

    def reset(self) -> None:
        """The sandbox as new; the product hears of no outage and has counted nobody."""
        self.control("POST", "reset")
        with psycopg.connect(self.running()["database_owner_url"]) as owner:
            owner.execute("DELETE FROM outage")
            owner.execute("DELETE FROM throttle")

    def running(self) -> dict[str, Any]:
        """What ``run.json`` says."""
        read: dict[str, Any] = json.loads((self.home / "run.json").read_text())
        return read

    def _wait(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        lines: queue.Queue[str] = queue.Queue()

        def read(stream: Any) -> None:
            for line in stream:
                lines.put(line.rstrip())

        threading.Thread(target=read, args=(self.process.stdout,), daemon=True).start()
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            try:
                line = lines.get(timeout=1)
            except queue.Empty:
                assert self.process.poll() is None, "\n".join(self.said)
                continue
            self.said.append(line)
            if line == "ready":
                return
        raise AssertionError("not ready:\n" + "\n".join(self.said))
