"""The road through a gateway: there, back, and everything that may go wrong on it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from esia.tests.stand import NOW, replying
from oidc.tests.gate import BACK, Gate, opened
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads import gateway
from school.access.roads.claims import Names
from school.access.roads.gateway import Gateway
from school.access.tests.test_claims import MOTHER, READ

VERIFIER = "v" * 43
DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def gate() -> Iterator[Gate]:
    with opened() as running:
        told = {**MOTHER, "sub": "1000900001"}
        running.stand.routes["/userinfo"] = replying(told)
        yield running


def road(gate: Gate) -> Gateway:
    return Gateway(gate.settings(), Names())


def go(way: Gateway, verifier: str = VERIFIER) -> dict[str, str]:
    """The query of the address that the browser is sent to."""
    address = way.address_to_go(state="s", verifier=verifier, now=NOW)
    query = parse_qs(urlsplit(address).query)
    return {"": address.split("?")[0], **{name: one for name, (one,) in query.items()}}


def back(way: Gateway, gate: Gate, **claims: Any) -> Identity | Reason:
    """Come back with a code whose token says these claims."""
    claims = {"nonce": go(way)["nonce"]} | claims
    gate.answer(id_token=gate.token(**claims))
    return way.identify(code="c", verifier=VERIFIER, now=NOW)


def test_a_mother_goes_and_comes_back_known(gate: Gate) -> None:
    assert back(road(gate), gate) == READ


def test_state_and_nonce_belong_to_the_attempt(gate: Gate) -> None:
    way = road(gate)
    sent = go(way)
    assert sent["state"] == "s"
    assert sent["nonce"] == go(way)["nonce"]
    assert sent["nonce"] != go(way, "w" * 43)["nonce"]
    assert VERIFIER not in str(sent)
    assert back(way, gate, nonce=go(way, "w" * 43)["nonce"]) is Reason.ESIA_BAD_ANSWER


def test_a_gateway_that_is_down_leads_straight_back(gate: Gate) -> None:
    gate.stand.routes[DISCOVERY] = replying(b"", 503)
    way = road(gate)
    sent = go(way)
    assert sent[""] == BACK
    assert way.refused(sent["error"], "") is Reason.ESIA_UNAVAILABLE
    assert sent["state"] == "s"
    found = way.identify(code="c", verifier=VERIFIER, now=NOW)
    assert found is Reason.ESIA_FAILED
    assert gate.asked(DISCOVERY) == 1, "nobody else waits for it within a minute"
    assert way.address_to_leave("https://school.example/") == "https://school.example/"


def test_doors_are_asked_for_once_an_hour_and_old_ones_serve(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1000.0]
    monkeypatch.setattr(gateway.time, "monotonic", lambda: moment[0])
    way = road(gate)
    for _ in range(3):
        go(way)
    assert gate.asked(DISCOVERY) == 1
    moment[0] += 3661
    gate.stand.routes[DISCOVERY] = replying(b"", 503)
    assert go(way)[""].endswith("/authorize")
    assert go(way)[""].endswith("/authorize")
    assert gate.asked(DISCOVERY) == 2


@pytest.mark.parametrize(
    ("status", "told", "reason"),
    [
        (400, {"error": "invalid_grant"}, Reason.ESIA_REFUSED_CODE),
        (401, {"error": "invalid_client"}, Reason.ESIA_BAD_ANSWER),
        (401, {}, Reason.ESIA_BAD_ANSWER),
        (503, {}, Reason.ESIA_UNAVAILABLE),
        (200, {}, Reason.ESIA_BAD_ANSWER),
        (302, {}, Reason.ESIA_BAD_ANSWER),
    ],
)
def test_a_code_that_is_not_taken_has_its_reason(
    gate: Gate, status: int, told: dict[str, str], reason: Reason
) -> None:
    gate.stand.routes["/token"] = replying(told, status)
    assert road(gate).identify(code="c", verifier=VERIFIER, now=NOW) is reason


@pytest.mark.parametrize(
    ("error", "description", "reason"),
    [
        ("access_denied", "", Reason.ESIA_DENIED),
        ("access_denied", "ESIA-007004: denied", Reason.ESIA_DENIED),
        ("access_denied", "ESIA-007055: level", Reason.ACCOUNT_NOT_CONFIRMED),
        ("consent_required", "", Reason.ESIA_DENIED),
        ("login_required", "", Reason.ESIA_REFUSED_CODE),
        ("temporarily_unavailable", "", Reason.ESIA_UNAVAILABLE),
        ("server_error", "ESIA-007007: later", Reason.ESIA_FAILED),
        ("unauthorized_client", "", Reason.ESIA_BAD_ANSWER),
        ("<script>", "x" * 5000, Reason.ESIA_REFUSED_CODE),
    ],
)
def test_an_error_in_the_address_has_its_reason(
    gate: Gate, error: str, description: str, reason: Reason
) -> None:
    assert road(gate).refused(error, description) is reason


def test_userinfo_of_somebody_else_lets_nobody_in(gate: Gate) -> None:
    gate.stand.routes["/userinfo"] = replying({**MOTHER, "sub": "1000900002"})
    assert back(road(gate), gate) is Reason.ESIA_BAD_ANSWER


def test_an_expired_token_lets_nobody_in(gate: Gate) -> None:
    later = datetime.fromtimestamp(NOW.timestamp() + 7200, NOW.tzinfo)
    way = road(gate)
    gate.answer(id_token=gate.token(nonce=go(way)["nonce"]))
    found = way.identify(code="c", verifier=VERIFIER, now=later)
    assert found is Reason.ESIA_BAD_ANSWER


def test_leaving_ends_the_session_there_too(gate: Gate) -> None:
    address = road(gate).address_to_leave("https://school.example/access/")
    assert address.startswith(f"{gate.issuer}/end?")
    assert "post_logout_redirect_uri=https%3A%2F%2Fschool.example" in address
