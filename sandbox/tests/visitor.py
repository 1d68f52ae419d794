"""A browser of one citizen, for tests of the account."""

import re
from datetime import timedelta
from html import unescape

import httpx

from sandbox.application import Application
from sandbox.tests.client import Client, ask_name
from sandbox.world import World

BASE = "http://sandbox.test"


class Visitor:
    """Somebody at his own account; pages come as text with plain spaces."""

    def __init__(self, world: World, who: str = "") -> None:
        self.world = world
        transport = httpx.WSGITransport(app=Application(world))
        origin = {"Origin": BASE}
        self.http = httpx.Client(transport=transport, base_url=BASE, headers=origin)
        if who:
            self.come_in(who)

    def come_in(self, who: str, password: str = "gosuslugi") -> None:
        """Sign in anew."""
        self.http.post("/logout")
        login = who if "@" in who else f"{who}@example.test"
        answer = self.http.post("/login", data={"login": login, "password": password})
        assert answer.status_code == 302, who

    def see(self, path: str, status: int = 200) -> str:
        """Open a page."""
        return self._read(self.http.get(path), status)

    def press(self, path: str, status: int = 200, **fields: str) -> str:
        """Send a form, and see where it leads."""
        return self._read(self.http.post(path, data=fields), status)

    def _read(self, answer: httpx.Response, status: int) -> str:
        while answer.next_request is not None:
            answer = self.http.send(answer.next_request)
        assert answer.status_code == status, answer.text
        return unescape(answer.text).replace("\u00a0", " ")

    def child(self, name: str) -> str:
        """The address of a child's card in «Семья и дети»."""
        page = self.see("/profile/family")
        found = re.search(rf'href="(/profile/family/\d+)"[^>]*>{name}', page)
        assert found, page
        return found[1]

    def consent(self) -> str:
        """The address of the first consent in the list."""
        found = re.search(
            r'href="(/profile/consents/\d+)"', self.see("/profile/consents")
        )
        assert found
        return found[1]


def wait(world: World, **time: float) -> None:
    """Let the shown clock go on."""
    world.clock.move(world.clock.now() + timedelta(**time))


def code_in(page: str) -> str:
    """The six digits that a parent is shown."""
    found = re.search(r'class="code">(\d{3}) (\d{3})<', page)
    assert found, page
    return found[1] + found[2]


def control(world: World, path: str, **body: object) -> httpx.Response:
    """Say something to the sandbox's controls."""
    return Visitor(world).http.post(f"/control/{path}", json=body)


def sign_in(client: Client, who: str, **changes: str) -> httpx.Response:
    """Ask as the system does and type the password: where that leads."""
    asked = client.ask(**changes)
    form = {"ask": ask_name(asked), "login": f"{who}@example.test"}
    return client.http.post("/login", data=form | {"password": "gosuslugi"})
