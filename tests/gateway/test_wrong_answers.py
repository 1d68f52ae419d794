"""Each door of a gateway answers nonsense: a sentence, a number, nobody in the log.

The doors that are asked once an hour, where to go and by which keys, are tried here;
`tests/journeys` turns the sandbox's faults at the others as well.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from esia.tests.stand import Answer, replying, times
from oidc.tests.gate import EC_KEY, RSA_KEY, Gate, jwk, opened
from school.access import gosuslugi
from school.access.models import Attempt, Session
from school.access.roads.claims import Names
from school.access.roads.gateway import Gateway
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from tests.gateway.test_foreign_provider import CLAIMS

pytestmark = pytest.mark.django_db

DOORS = ("/.well-known/openid-configuration", "/jwks", "/token", "/userinfo")
NONSENSE: dict[str, Answer] = {
    "huge": replying({"песочница": "я" * 1_000_000}),
    "html": replying("<h1>Технические работы</h1>".encode(), kind="text/html"),
    "redirect": replying(b"", 302, Location="/sandbox.css"),
    "a list": replying([]),
    "nothing": replying(b""),
}
SUBJECT = "of-the-mother"
# What the gateway knows of her: no answer that was refused may be quoted in the log.
PERSONAL = (MOTHER.last_name, MOTHER.first_name, str(MOTHER.snils), SUBJECT)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, consented: rows.Rows) -> Iterator[Gate]:
    """A gateway that knows the mother; the product was told to go by it."""
    with opened() as running:
        tell_of_her(running)
        road = Gateway(running.settings(), Names())
        monkeypatch.setattr(gosuslugi, "road", lambda: road)
        yield running


def tell_of_her(gate: Gate, **more: Any) -> None:
    told = {**CLAIMS, "sub": SUBJECT, **more}
    raw = json.dumps(told, ensure_ascii=False).encode()
    gate.stand.routes["/userinfo"] = replying(raw)


def come_in(gate: Gate, spoilt: dict[str, Answer], **more: Any) -> tuple[Client, str]:
    """Both halves of a sign-in, with some doors spoilt; the browser, where it ends."""
    family = Client()
    gate.stand.routes.update(spoilt)
    address = family.post(reverse("access:start"))["Location"]
    told = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
    if "nonce" in told:
        said = {"sub": SUBJECT, "nonce": told["nonce"], **times(clock.now())}
        gate.answer(id_token=gate.token(**said), **more)
        gate.stand.routes.update(spoilt)
        told = {"state": told["state"], "code": "a-secret-code"}
    return family, family.get(reverse("access:return"), told)["Location"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_at_any_door_ends_in_a_sentence_with_a_number(
    gate: Gate, door: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    family, where = come_in(gate, {door: NONSENSE[kind]})
    assert where == reverse("access:refused")
    page = family.get(where).content.decode().replace("\xa0", " ")
    (attempt,) = Attempt.objects.all()
    assert f'data-reference="{attempt.reference}"' in page
    assert "не прошёл проверку" in page or "сейчас не отвечают" in page
    assert not Session.objects.exists()
    assert "шлюза" in caplog.text
    hidden = (*PERSONAL, "a-secret-code")
    assert [one for one in hidden if one in caplog.text] == []


def test_what_nobody_asked_for_at_any_door_changes_nothing(gate: Gate) -> None:
    gate.tell(песочница=[{"вложено": None}])
    strange = {"kty": "OKP", "crv": "Ed25519", "x": "AA", "kid": "strange"}
    gate.jwks([strange, jwk(RSA_KEY, "r", песочница=1), jwk(EC_KEY, "e")])
    kids = {"elements": [{"type": "CHILD", "firstName": "Без даты рождения"}]}
    tell_of_her(gate, kids=kids, песочница=None)
    family, where = come_in(gate, {}, песочница={"x": []}, kids=kids)
    assert where == reverse("landing")
    assert family.get("/")["Location"].startswith("/diary/")
