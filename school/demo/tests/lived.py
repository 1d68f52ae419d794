"""The demo lived in: the launcher over a database that has it, and its visitors.

They walk as a browser without scripts does, each from an address of his own: a whole
cast that came from one would be slowed down at the door.
"""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from school.demo.tests.conftest import NOW, ROOT, Demo
from tests.controlling import control
from tests.journeys.stack import free_port
from tests.signing_in_smoke import Page, follow

PASSWORD = "gosuslugi"
_READY_S = 120


@dataclass(frozen=True)
class Lived:
    """Where the product and the sandbox are, and the database of both stories."""

    school: str
    sandbox: str
    demo: Demo

    def control(self, method: str, path: str, **body: Any) -> Any:
        """Say something to the sandbox's controls."""
        return control(self.sandbox, method, path, body)

    def oid(self, who: str) -> int:
        """The number of somebody of the cast, or of a newcomer by his address."""
        rows = self.control("GET", "citizens")
        return next(row["oid"] for row in rows if who in (row["key"], row["login"]))

    def reason(self, reference: str) -> str:
        """Why the attempt of this number was refused, as the school knows it."""
        (row,) = self.demo.ask(
            "SELECT reason FROM attempt WHERE reference = %s", reference
        )
        return str(row[0])


@dataclass
class Visitor:
    """Somebody with a browser of his own, in a region."""

    lived: Lived
    browser: httpx.Client

    def sign_in(
        self, login: str, region: str = "zaokskaya", does: str = "give"
    ) -> httpx.Response:
        """The whole way in; at Госуслуги he ``does`` so when his consent is asked."""
        school = self.lived.school
        self.browser.get(f"{school}/access/region/{region}/")
        door = follow(self.browser, self.browser.get(f"{school}/"))
        address, fields = Page(door).form("/access/esia/")
        headers = {"Origin": school, "Referer": str(door.url)}
        answer = self.browser.post(address, data=fields, headers=headers)
        answer = follow(self.browser, answer)
        if "/login" in str(answer.url):
            address, fields = Page(answer).form("/login")
            fields |= {"login": login, "password": PASSWORD, "do": "enter"}
            answer = follow(self.browser, self.browser.post(address, data=fields))
        if "/consent" in str(answer.url):
            address, fields = Page(answer).form("/consent")
            answer = self.browser.post(address, data=fields | {"do": does})
            answer = follow(self.browser, answer)
        return answer

    def enter(self, login: str) -> None:
        """Into the account at Госуслуги, without the diary."""
        address = f"{self.lived.sandbox}/login"
        _, fields = Page(self.browser.get(address)).form("/login")
        fields |= {"login": login, "password": PASSWORD, "do": "enter"}
        follow(self.browser, self.browser.post(address, data=fields))

    def is_out(self) -> bool:
        """Whether the diary no longer knows this browser."""
        answer = self.browser.get(f"{self.lived.school}/diary/")
        return "/diary/" not in str(follow(self.browser, answer).url)

    def ends(self, answer: httpx.Response) -> str:
        """Where a sign-in has led, in a word of the cast: a page or a reason."""
        page = Page(answer).name or ""
        if page == "refused":
            found = re.search(r'data-reference="([^"]+)"', answer.text)
            assert found is not None, answer.text
            return self.lived.reason(found[1])
        return page.partition("-")[0]

    def press(self, page: str, **typed: str) -> str:
        """Send a form of the account at Госуслуги; the page where that leads."""
        answer = self.browser.post(f"{self.lived.sandbox}{page}", data=typed)
        return follow(self.browser, answer).text

    def child(self, name: str) -> str:
        """The address of a child's card in «Семья и дети»."""
        seen = self.browser.get(f"{self.lived.sandbox}/profile/family")
        found = re.search(rf'href="(/profile/family/\d+)"[^>]*>{name}', seen.text)
        assert found is not None, seen.text
        return found[1]


@contextmanager
def visitor(lived: Lived, number: int = 0) -> Iterator[Visitor]:
    """A new browser, behind the address 10.0.0.``number``."""
    headers = {"X-Forwarded-For": f"10.0.0.{number}"}
    with httpx.Client(trust_env=False, timeout=30, headers=headers) as browser:
        yield Visitor(lived, browser)


@contextmanager
def lived_in(demo: Demo, home: Path) -> Iterator[Lived]:
    """The launcher over this demo, from ``ready`` on; it ends as by Ctrl-C."""
    port, sandbox_port = free_port(), free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "launcher"],
        cwd=ROOT,
        env=_environment(demo, home, port, sandbox_port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _await_ready(process)
        run = json.loads((home / "run.json").read_text())
        yield Lived(run["school"], run["sandbox"], demo)
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)


def _environment(
    demo: Demo, home: Path, port: int, sandbox_port: int
) -> dict[str, str]:
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ESIA_") and name not in ("SCHOOL_URL", "SCHOOL_MODE")
    }
    return {
        **ours,
        **demo.addresses(),
        "SCHOOL_HOME": str(home),
        "SCHOOL_NOW": NOW,
        "SCHOOL_DEMO": "none",  # it is there already
        "SCHOOL_PROXIES": "127.0.0.1",
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
    }


def _await_ready(process: "subprocess.Popen[str]") -> None:
    """Read what the launcher says, for ever, and return at ``ready``."""
    assert process.stdout is not None
    lines: queue.Queue[str] = queue.Queue()

    def read(stream: Any) -> None:
        for line in stream:
            lines.put(line.rstrip())

    threading.Thread(target=read, args=(process.stdout,), daemon=True).start()
    said: list[str] = []
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(queue.Empty):
            said.append(lines.get(timeout=1))
            if said[-1] == "ready":
                return
    raise AssertionError("not ready:\n" + "\n".join(said))
