"""Tokens without a new visit: by a refresh token, and after a consent."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from sandbox.tests.client import SCOPE, Client, encode, refused_with
from sandbox.world import World

NATALIA = 1000900001


def first(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.exchange(client.code(access_type="offline")).json()
    return found


def refresh(client: Client, token: str, **changes: str) -> httpx.Response:
    fields = client.fields({}) | {"grant_type": "refresh_token"}
    form = fields | {"refresh_token": token} | changes
    return client.http.post("/aas/oauth2/v3/te", data=form)


def test_only_offline_access_brings_a_refresh_token(client: Client) -> None:
    assert "refresh_token" not in client.exchange(client.code()).json()
    assert "refresh_token" in first(client)


def test_a_refresh_brings_the_next_and_works_once(client: Client) -> None:
    old = first(client)["refresh_token"]
    new = refresh(client, old).json()
    assert new["refresh_token"] != old
    read = client.read(f"/rs/prns/{NATALIA}", new["access_token"])
    assert read.json()["lastName"] == "Смирнова"
    assert refused_with(refresh(client, old)) == "ESIA-007011"
    assert refresh(client, new["refresh_token"]).status_code == 200


def test_a_refresh_of_somebody_else_is_refused_and_spent(
    client: Client, stranger: Client
) -> None:
    token = first(client)["refresh_token"]
    assert refused_with(refresh(stranger, token)) == "ESIA-007011"
    assert refused_with(refresh(client, token)) == "ESIA-007011"


def test_a_refresh_cannot_widen_the_scope(client: Client) -> None:
    token = first(client)["refresh_token"]
    fields = client.fields({"scope": f"{SCOPE} gender"})
    assert refused_with(refresh(client, token, **fields)) == "ESIA-007006"


def test_the_other_string_of_a_refresh_is_a_switch(client: Client) -> None:
    token = first(client)["refresh_token"]
    fields = client.fields({})
    names = ("client_id", "scope", "timestamp", "state")
    text = "".join(fields[name] for name in names) + token
    form = {name: fields[name] for name in names} | {
        "grant_type": "refresh_token",
        "refresh_token": token,
        "client_secret": encode(client.key.sign(text.encode())),
    }
    post = "/aas/oauth2/v3/te"
    assert refused_with(client.http.post(post, data=form)) == "ESIA-007014"
    client.http.patch("/control/uncertain", json={"refresh_string": "refresh_token"})
    assert client.http.post(post, data=form).status_code == 200


def change(client: Client, oid: int | str, **changes: str) -> httpx.Response:
    fields = client.fields({"scope": f"prm_chg?oid={oid}"})
    form = fields | {"grant_type": "client_credentials"} | changes
    return client.http.post("/aas/oauth2/v3/te", data=form)


def test_a_consent_brings_a_token_without_a_visit(client: Client) -> None:
    client.exchange(client.code())
    token = change(client, NATALIA).json()
    assert "id_token" not in token
    read = client.read(f"/rs/prns/{NATALIA}", token["access_token"])
    assert read.json()["lastName"] == "Смирнова"


def test_a_consent_that_was_withdrawn_brings_none(client: Client) -> None:
    client.exchange(client.code())
    asked = {"client": "ELSH_DEMO", "oid": NATALIA, "kind": "own"}
    client.http.post("/control/consents", json=asked | {"state": "given"})
    assert change(client, NATALIA).status_code == 200
    client.http.post("/control/consents", json=asked | {"state": "withdrawn"})
    assert refused_with(change(client, NATALIA)) == "ESIA-007019"


@pytest.mark.parametrize("oid", [NATALIA, 5, 10**30])
def test_nobody_gets_a_token_for_whom_he_never_met(client: Client, oid: int) -> None:
    assert refused_with(change(client, oid)) == "ESIA-007019"


@pytest.mark.parametrize("oid", ["", "x", "1?oid=2", "٣"])
def test_a_consent_of_nobody_is_a_wrong_scope(client: Client, oid: str) -> None:
    assert refused_with(change(client, oid)) == "ESIA-007006"


def test_a_client_that_does_not_prove_itself_has_its_code(client: Client) -> None:
    wrong = encode(bytes(64))
    assert refused_with(change(client, 1, client_secret=wrong)) == "ESIA-008010"


def test_a_client_with_a_second_factor_needs_a_phone(
    world: World, client: Client
) -> None:
    strict = replace(world.clients["ELSH_DEMO"], second_factor=True)
    world.clients["ELSH_DEMO"] = strict
    client.http.patch("/control/citizens/natalia", json={"phone": None})
    answer = client.type_password(client.ask(), "natalia@example.test")
    assert refused_with(answer) == "ESIA-007046"
