"""A mother comes in through django-oauth-toolkit, which knows nothing of us."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esia import Denied
from oidc import Settings, discover, exchange
from school.access import gosuslugi
from school.access.models import Attempt
from school.access.roads import configuring
from school.access.tests import rows
from school.access.tests.test_door_queries import counted
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from tests.gateway.provider import CLIENT, LOGIN, PASSWORD, SECRET
from tests.signing_in_smoke import Page

ROOT = Path(__file__).resolve().parents[2]
_DOORS = ("return", "welcome")
_MOST_QUERIES, _QUERIES_AGAIN = 15, 13
CLAIMS = {
    "oid": str(MOTHER.oid),
    "trusted": True,
    "family_name": MOTHER.last_name,
    "given_name": MOTHER.first_name,
    "middle_name": MOTHER.patronymic,
    "birthdate": MOTHER.birth_date.isoformat(),
    "snils": MOTHER.snils,
}


@dataclass
class Foreign:
    """The running provider and a browser of its person."""

    base: str
    browser: httpx.Client

    def walk(self, address: str) -> dict[str, str]:
        """Go to the provider, sign in, and come to the address of return."""
        seen = self.browser.get(address)
        while seen.next_request is not None:
            if str(seen.next_request.url).startswith(configured.SCHOOL_URL):
                query = parse_qs(urlsplit(str(seen.next_request.url)).query)
                return {name: one for name, (one,) in query.items()}
            seen = self.browser.send(seen.next_request)
        answer = self.send(seen, username=LOGIN, password=PASSWORD)
        assert answer.next_request is not None, answer.text
        return self.walk(str(answer.next_request.url))

    def send(self, seen: httpx.Response, **typed: str) -> httpx.Response:
        """Fill in the one form of a page and send it."""
        ((_, fields),) = Page(seen).forms
        return self.browser.post(seen.url, data=fields | typed)

    def settings(self, **changes: Any) -> Settings:
        fields: dict[str, Any] = {
            "issuer": f"{self.base}/o",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uri": configured.SCHOOL_URL + reverse("access:return"),
            "scope": "openid profile snils",
        }
        return Settings(**(fields | changes))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("provider")
    doors = [configured.SCHOOL_URL + reverse(f"access:{n}") for n in _DOORS]
    command = [sys.executable, "-m", "tests.gateway.provider", str(folder), *doors]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(CLAIMS))
        process.stdin.close()
        port = process.stdout.readline().strip()
        assert port.isdecimal()
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def foreign(
    running: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Foreign]:
    """The provider, and a product that was told to go through it."""
    settings.IDENTITY_ROAD = "gateway"
    settings.GATEWAY_ISSUER = f"{running}/o"
    settings.GATEWAY_CLIENT_ID = CLIENT
    settings.GATEWAY_CLIENT_SECRET = SECRET
    settings.GATEWAY_AUTHENTICATION = "basic"
    settings.GATEWAY_SCOPE = "openid profile snils"
    settings.GATEWAY_ALGORITHMS = ("RS256",)
    settings.GATEWAY_TRUSTED_FILES = ()
    settings.GATEWAY_CLAIMS = {}
    road = configuring.make()
    monkeypatch.setattr(gosuslugi, "road", lambda: road)
    with httpx.Client(trust_env=False, timeout=30) as browser:
        yield Foreign(running, browser)


@pytest.mark.django_db
def test_a_mother_signs_in_and_her_diary_opens(
    foreign: Foreign, consented: rows.Rows
) -> None:
    family = Client()
    begun = family.post(reverse("access:start"))
    assert begun["Location"].startswith(f"{foreign.base}/o/authorize/")
    told = foreign.walk(begun["Location"])
    back = family.get(reverse("access:return"), told)
    assert back["Location"] == reverse("landing")
    assert Attempt.objects.get().outcome == Attempt.Outcome.ADMITTED
    assert family.get("/")["Location"].startswith("/diary/")
    again = family.get(reverse("access:return"), told)
    assert again["Location"] == reverse("access:refused"), "a return is good once"


# Alone, as in life: inside a test's own transaction the walls' settings would be taken
# back by one more statement each time.
@pytest.mark.django_db(transaction=True)
def test_a_sign_in_by_the_gateway_asks_the_database_as_little_as_the_direct_road(
    foreign: Foreign, consented: rows.Rows
) -> None:
    family = Client()
    asked = []
    for _ in ("the first time", "again"):
        with CaptureQueriesContext(connection) as captured:
            begun = family.post(reverse("access:start"))
            told = foreign.walk(begun["Location"])
            assert family.get(reverse("access:return"), told)["Location"] == "/"
        asked.append(counted(captured))
    assert len(asked[0]) <= _MOST_QUERIES, asked[0]
    # As test_door_queries says of the direct road: two less, for the card is tied.
    assert len(asked[1]) <= _QUERIES_AGAIN, asked[1]


@pytest.mark.django_db
def test_a_return_with_another_code_lets_nobody_in(
    foreign: Foreign, consented: rows.Rows
) -> None:
    hers, another = Client(), Client()
    begun = [each.post(reverse("access:start"))["Location"] for each in (hers, another)]
    first, second = (foreign.walk(address) for address in begun)
    told = {"state": first["state"], "code": second["code"]}
    answer = hers.get(reverse("access:return"), told)
    assert answer["Location"] == reverse("access:refused"), "PKCE binds a code"
    assert Attempt.objects.filter(outcome=Attempt.Outcome.ADMITTED).count() == 0


@pytest.mark.django_db
def test_leaving_ends_the_session_at_the_provider_too(
    foreign: Foreign, consented: rows.Rows
) -> None:
    family = Client()
    foreign.walk(family.post(reverse("access:start"))["Location"])
    assert "sessionid" in foreign.browser.cookies
    address = family.post(reverse("access:another"))["Location"]
    left = foreign.send(foreign.browser.get(address), allow="Confirm")
    assert left.headers["Location"] == configured.SCHOOL_URL + reverse("access:welcome")
    assert "sessionid" not in foreign.browser.cookies


def test_a_wrong_secret_is_refused_by_the_provider(foreign: Foreign) -> None:
    wrong = foreign.settings(client_secret="wrong")
    with pytest.raises(Denied, match="invalid_client"):
        exchange(
            wrong, discover(wrong), code="x", nonce="n", verifier="v", now=clock.now()
        )


def test_its_keys_serve_what_they_say(foreign: Foreign) -> None:
    ring = discover(foreign.settings()).keys
    assert len(ring.find("RS256", None, clock.now())) == 1
    assert ring.find("ES256", None, clock.now()) == ()
