"""Those who ask: a mother with her diary, a teacher with her journal."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.bench.stage import Product
from tests.signing_in_smoke import Page, follow

PASSWORD = "gosuslugi"


@dataclass(frozen=True)
class Person:
    """Somebody signed in, with one connection that stays open."""

    browser: httpx.Client
    school: str

    def cookies(self) -> dict[str, str]:
        """What a browser would send along: the session, the token against forgery."""
        return {cookie.name: cookie.value or "" for cookie in self.browser.cookies.jar}

    def headers(self) -> dict[str, str]:
        """What an unsafe request of this person must carry."""
        return {"X-CSRFToken": self.cookies()["csrf"], "Origin": self.school}


def browser(**more: Any) -> httpx.Client:
    """A client that asks for plain bytes over one connection, kept open."""
    return httpx.Client(
        trust_env=False,
        timeout=30,
        headers={"Accept-Encoding": "identity"},
        limits=httpx.Limits(max_connections=4, keepalive_expiry=600),
        **more,
    )


def come_in(stage: Product, who: str) -> tuple[Person, httpx.Response]:
    """Sign a person of the cast in through Госуслуги; the page where he lands."""
    person, landed = _try(stage, who)
    if urlsplit(str(landed.url)).path.startswith("/access/"):
        raise SystemExit(f"{who} не входит: {landed.url}.")
    return person, landed


def be_refused(stage: Product, who: str) -> tuple[Person, httpx.Response]:
    """The same for somebody who does not come in; the page that tells him why."""
    person, landed = _try(stage, who)
    if not urlsplit(str(landed.url)).path.startswith("/access/refused/"):
        raise SystemExit(f"{who} входит: {landed.url}.")
    return person, landed


def _try(stage: Product, who: str) -> tuple[Person, httpx.Response]:
    client = browser()
    door = follow(client, client.get(f"{stage.school.url}/"))
    address, fields = Page(door).form("/access/esia/")
    origin = {"Origin": stage.school.url}
    gosuslugi = follow(client, client.post(address, data=fields, headers=origin))
    address, fields = Page(gosuslugi).form("/login")
    fields |= {"login": f"{who}@example.test", "password": PASSWORD, "do": "enter"}
    landed = follow(client, client.post(address, data=fields))
    if "/consent" in str(landed.url):
        address, fields = Page(landed).form("/consent")
        landed = follow(client, client.post(address, data=fields | {"do": "give"}))
    return Person(client, stage.school.url), landed


def begin(person: Person) -> httpx.Response:
    """The first half of a sign-in: off to Госуслуги."""
    address = f"{person.school}/access/esia/"
    return person.browser.post(address, headers=person.headers())


def pass_gosuslugi(person: Person, begun: httpx.Response) -> str:
    """Госуслуги know the person already; the address that leads back to us."""
    answer = begun
    while answer.next_request is not None:
        target = str(answer.next_request.url)
        if target.startswith(person.school):
            return target
        answer = person.browser.send(answer.next_request)
    raise SystemExit(f"Госуслуги не возвращают в школу: {answer.url}.")


def come_back(person: Person, target: str) -> None:
    """The second half: in."""
    answer = person.browser.get(target)
    if answer.headers.get("Location") != "/":
        raise SystemExit(f"Вход не удался: {answer.headers.get('Location')}.")
