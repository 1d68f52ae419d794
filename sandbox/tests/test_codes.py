"""Every code that is promised is answered to a request: one recipe a code."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.protocol.refusals import CODES
from sandbox.tests.client import Client, encode, refused_with, write_clients
from sandbox.tests.conftest import KEYS, browser, stand
from sandbox.tests.test_first_protocol import OldClient, make
from sandbox.tests.test_permissions import RIGHT, TYPE, names
from sandbox.world import World

# Of «ЕСИА», the list of public sources: all of them are promised here.
LISTED = """
007002 007003 007004 007005 007006 007007 007008 007009 007011 007012 007013 007014
007015 007019 007023 007038 007039 007040 007046 007053 007055 007060 007061 007062
007194 008010 036700 036701 036702 036703 036704 036705 036706 036707 036716 036726
036727
"""
NATALIA = "natalia@example.test"
TOKENS = "/aas/oauth2/v3/te"


@dataclass
class Desk:
    """A sandbox and a system that may ask for a kind of consent."""

    world: World
    client: Client
    home: Path

    def consent(self, **changes: Any) -> httpx.Response:
        """Ask for a consent together with signing in, with something wrong in it."""
        text = json.dumps([RIGHT | changes])
        return self.client.ask(permissions=encode(text.encode()))

    def fault(self, name: str) -> httpx.Response:
        """Ask when something is broken within."""
        self.client.http.post("/control/faults", json={"fault": name})
        return self.client.ask()

    def came(self, **asked: str) -> httpx.Response:
        """Ask, and let Наталия sign in."""
        return self.client.type_password(self.client.ask(**asked), NATALIA)

    def credentials(self, oid: int, **changes: str) -> httpx.Response:
        """Ask for a token without a person."""
        fields = self.client.fields({"scope": f"prm_chg?oid={oid}"})
        form = fields | {"grant_type": "client_credentials"} | changes
        return self.client.http.post(TOKENS, data=form)


def without_certificate(desk: Desk) -> httpx.Response:
    """A CMS of the first protocol whose certificate is not inside."""
    home = desk.home / "old"
    home.mkdir()
    old = OldClient(browser(make(home, gost=False)), home)
    return old.ask(old.signed("-nocerts"))


def cancelled(desk: Desk) -> httpx.Response:
    """A person who changes his mind at the sign-in page."""
    name = desk.client.ask().headers["location"].partition("ask=")[2]
    return desk.client.http.post("/login", data={"ask": name, "do": "cancel"})


def without_phone(desk: Desk) -> httpx.Response:
    """A system that sends codes by SMS, and a person without a phone."""
    known = desk.world.clients
    known["ELSH_DEMO"] = replace(known["ELSH_DEMO"], second_factor=True)
    desk.client.http.patch("/control/citizens/natalia", json={"phone": None})
    return desk.came()


def garbled(desk: Desk) -> httpx.Response:
    """A request that is not UTF-8."""
    return desk.client.http.get("/aas/oauth2/v2/ac?client_id=%ff")


def repeated(desk: Desk) -> httpx.Response:
    """One parameter twice."""
    asked = [("client_id", "ELSH_DEMO"), ("client_id", "ELSH_DEMO")]
    return desk.client.http.get("/aas/oauth2/v2/ac", params=asked)


def wrong_verifier(desk: Desk) -> httpx.Response:
    """A code with a challenge, and another verifier than its own."""
    asked = {"code_challenge": "A" * 43, "code_challenge_method": "S256"}
    return desk.client.exchange(desk.client.code(**asked), code_verifier="v" * 43)


def read_beyond(desk: Desk) -> httpx.Response:
    """A token of one person, and another person's data."""
    token = desk.client.token(NATALIA)
    return desk.client.read("/rs/prns/1000900002", token)


RECIPES: dict[str, Callable[[Desk], httpx.Response]] = {
    "007002": without_certificate,
    "007003": repeated,
    "007004": cancelled,
    "007005": lambda desk: desk.client.ask(client_id="NOBODY"),
    "007006": lambda desk: desk.client.ask(scope="openid everything"),
    "007007": lambda desk: desk.fault("server_error"),
    "007008": lambda desk: desk.fault("overloaded"),
    "007009": lambda desk: desk.client.ask(response_type="token"),
    "007011": lambda desk: desk.client.exchange("never-issued"),
    "007012": lambda desk: desk.client.exchange("any", grant_type="password"),
    "007013": lambda desk: desk.client.ask(scope=None),
    "007014": lambda desk: desk.client.ask(state=None),
    "007015": lambda desk: desk.client.ask(
        timestamp=desk.client.timestamp(timedelta(hours=1))
    ),
    "007019": read_beyond,
    "007023": lambda desk: desk.client.ask(redirect_uri="http://elsewhere.test/"),
    "007038": garbled,
    "007039": lambda desk: desk.client.exchange(
        desk.client.code(), code_verifier="v" * 43
    ),
    "007040": wrong_verifier,
    "007046": without_phone,
    "007053": lambda desk: desk.client.ask(client_secret=encode(bytes(64))),
    "007055": lambda desk: desk.came(person_filter=encode(b"acc_kid")),
    "007060": lambda desk: desk.client.ask(obj_type="L", roles="KING"),
    "007061": lambda desk: desk.client.ask(obj_type="X"),
    "007062": lambda desk: desk.client.ask(obj_type="P", roles="HEAD"),
    "007194": lambda desk: desk.client.ask(scope_org="org_inn?1000000001"),
    "008010": lambda desk: desk.credentials(1, client_secret=encode(bytes(64))),
    "036700": lambda desk: desk.consent(sysname=""),
    "036701": lambda desk: desk.consent(sysname="OTHER"),
    "036702": lambda desk: desk.consent(scopes=names("snils")),
    "036703": lambda desk: desk.consent(scopes=names("fullname", "inn")),
    "036704": lambda desk: desk.consent(scopes=names("fullname", "openid")),
    "036705": lambda desk: desk.consent(actions=[]),
    "036706": lambda desk: desk.consent(actions=names("SELL_DATA")),
    "036707": lambda desk: desk.consent(purposes=[]),
    "036716": lambda desk: desk.consent(expire=61),
    "036726": lambda desk: desk.consent(purposes=names("SALE")),
    "036727": lambda desk: desk.consent(purposes=names("DIARY", "SALE")),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    file = write_clients(tmp_path, ELSH_DEMO=KEYS["ELSH_DEMO"])
    file.write_text(file.read_text() + TYPE)
    world = stand(tmp_path, file)
    return Desk(world, Client(browser(world), KEYS["ELSH_DEMO"]), tmp_path)


def test_every_listed_code_is_promised_and_has_a_recipe() -> None:
    promised = {code.removeprefix("ESIA-") for code in CODES}
    assert set(LISTED.split()) == promised == set(RECIPES)


@pytest.mark.parametrize("code", RECIPES)
def test_a_request_is_refused_with_the_code(desk: Desk, code: str) -> None:
    answer = RECIPES[code](desk)
    assert refused_with(answer) == f"ESIA-{code}"
    assert answer.status_code in (302, 400, 403)
    error = CODES[f"ESIA-{code}"][0]
    if answer.status_code == 302:
        assert f"error={error}" in answer.headers["location"]
    elif answer.headers["content-type"].startswith("application/json"):
        assert answer.json().get("error", error) == error
    book = desk.client.http.get("/control/requests").json()
    if code not in ("007002", "007007", "007008"):  # another's book, faults on order
        assert any(f"ESIA-{code}" in (one["refused"] or "") for one in book[:3])
