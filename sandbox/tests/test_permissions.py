"""Consents asked for together with signing in: each mistake has its own code."""

import json
from typing import Any

import pytest

from sandbox.clients import load_clients
from sandbox.protocol.permissions import Wanted, read_permissions
from sandbox.protocol.refusals import Refusal
from sandbox.tests.client import Client, encode, open_token, write_clients
from sandbox.tests.conftest import KEYS, browser, stand

TYPE = """
[[client.consent_type]]
sysname = "SCHOOL"
mandatory = ["fullname"]
optional = ["snils"]
purposes = ["DIARY"]
most_minutes = 60
"""
RIGHT: dict[str, Any] = {
    "sysname": "SCHOOL",
    "expire": 60,
    "actions": [{"sysname": "ALL_ACTIONS_TO_DATA"}],
    "purposes": [{"sysname": "DIARY"}],
    "scopes": [{"sysname": "fullname"}, {"sysname": "snils"}],
}


@pytest.fixture
def client(tmp_path: Any) -> Client:
    file = write_clients(tmp_path, ELSH_DEMO=KEYS["ELSH_DEMO"])
    file.write_text(file.read_text() + TYPE)
    return Client(browser(stand(tmp_path, file)), KEYS["ELSH_DEMO"])


def names(*listed: str) -> list[dict[str, str]]:
    return [{"sysname": one} for one in listed]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sysname": ""}, "ESIA-036700"),
        ({"sysname": "OTHER"}, "ESIA-036701"),
        ({"scopes": names("snils")}, "ESIA-036702"),
        ({"scopes": "fullname"}, "ESIA-036702"),
        ({"scopes": names("fullname", "inn")}, "ESIA-036703"),
        ({"scopes": names("fullname", "openid")}, "ESIA-036704"),
        ({"actions": []}, "ESIA-036705"),
        ({"actions": names("SELL_DATA")}, "ESIA-036706"),
        ({"purposes": None}, "ESIA-036707"),
        ({"expire": 61}, "ESIA-036716"),
        ({"expire": 0}, "ESIA-036716"),
        ({"expire": True}, "ESIA-036716"),
        ({"expire": "60"}, "ESIA-036716"),
        ({"purposes": names("SALE")}, "ESIA-036726"),
        ({"purposes": names("DIARY", "SALE")}, "ESIA-036727"),
    ],
)
def test_a_wrong_consent_has_its_code(
    client: Client, tmp_path: Any, changes: dict[str, Any], code: str
) -> None:
    known = load_clients(tmp_path / "clients.toml")["ELSH_DEMO"]
    text = encode(json.dumps([RIGHT | changes]).encode())
    found = read_permissions(text, known)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_a_right_consent_is_read(client: Client, tmp_path: Any) -> None:
    known = load_clients(tmp_path / "clients.toml")["ELSH_DEMO"]
    found = read_permissions(encode(json.dumps([RIGHT]).encode()), known)
    assert found == [Wanted("SCHOOL", ("fullname", "snils"), 60)]


def test_a_given_consent_stands_in_the_token(client: Client, tmp_path: Any) -> None:
    text = encode(json.dumps([RIGHT]).encode())
    code = client.code(permissions=text)
    token = client.exchange(code).json()["access_token"]
    public = (tmp_path / "token-public-key.pem").read_bytes()
    claims = open_token(token, public)[1]
    assert claims["permissions"] == [{"sysname": "SCHOOL"}]
