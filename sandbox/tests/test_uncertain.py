"""What public sources leave open can be answered either way, and back."""

import json
import re
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.tests.client import Client, refused_with
from sandbox.uncertain import SWITCHES

KIDS = "openid fullname kid_fullname kid_birth_cert_doc"
NATALIA, MARIA = 1000900001, 1000900002


def turn(client: Client, **answers: Any) -> int:
    return client.http.patch("/control/uncertain", json=answers).status_code


def id_claims(client: Client) -> dict[str, Any]:
    """Of a new visit to Госуслуги."""
    client.http.post("/logout")
    token = client.exchange(client.code()).json()["id_token"]
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    return claims


def test_every_switch_has_its_question_and_returns_with_a_reset(client: Client) -> None:
    shown = client.http.get("/control/uncertain").json()
    assert {name: one["now"] for name, one in shown.items()} == {
        name: switch.values[0] for name, switch in SWITCHES.items()
    }
    assert all(one["about"].endswith(".") for one in shown.values())
    assert turn(client, sub="text") == 200
    assert client.http.get("/control/uncertain").json()["sub"]["now"] == "text"
    client.http.post("/control/reset")
    assert client.http.get("/control/uncertain").json() == shown


@pytest.mark.parametrize("answers", [{"sub": "roman"}, {"moon": "full"}, {"sub": None}])
def test_nothing_is_turned_when_one_answer_is_wrong(
    client: Client, answers: dict[str, Any]
) -> None:
    assert turn(client, sid="hex", **answers) == 422
    assert client.http.get("/control/uncertain").json()["sid"]["now"] == "uuid"


def test_sub_is_a_number_or_a_text(client: Client) -> None:
    assert id_claims(client)["sub"] == NATALIA
    turn(client, sub="text")
    assert id_claims(client)["sub"] == str(NATALIA)


def test_a_sitting_has_a_uuid_or_hex(client: Client) -> None:
    assert "-" in id_claims(client)["urn:esia:sid"]
    turn(client, sid="hex")
    assert re.fullmatch("[0-9a-f]{64}", id_claims(client)["urn:esia:sid"])


def test_a_code_may_live_for_a_minute_only(client: Client) -> None:
    turn(client, code_lives_s="60")
    code = client.code()
    now = datetime.fromisoformat(client.http.get("/control/clock").json()["now"])
    later = now + timedelta(seconds=90)
    client.http.post("/control/clock", json={"now": later.isoformat()})
    assert refused_with(client.exchange(code)) == "ESIA-007011"


def test_a_child_is_known_by_its_account_or_by_its_record(client: Client) -> None:
    token = client.token("natalia@example.test", KIDS)
    path = f"/rs/prns/{NATALIA}/kids?embed=(elements)"
    assert client.read(path, token).json()["elements"][0]["id"] == MARIA
    turn(client, kid_id="record")
    id_ = client.read(path, token).json()["elements"][0]["id"]
    assert id_ != MARIA
    kid = f"/rs/prns/{NATALIA}/kids/{id_}/docs?embed=(elements)"
    assert client.read(kid, token).json()["elements"][0]["type"] == "RF_BRTH_CERT"


def test_the_documents_of_children_may_be_unavailable(client: Client) -> None:
    token = client.token("natalia@example.test", KIDS)
    path = f"/rs/prns/{NATALIA}/kids/{MARIA}/docs"
    assert client.read(path, token).status_code == 200
    turn(client, kid_documents="unavailable")
    assert client.read(path, token).status_code == 503


def test_junk_beside_a_code_is_let_pass(client: Client) -> None:
    answer = client.exchange(client.code(), refresh_token="junk")
    assert answer.status_code == 200
