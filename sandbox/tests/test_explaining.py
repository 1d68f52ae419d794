"""The book of requests says which mistake was made; what breaks within, on demand."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from sandbox.tests.client import BACK, SCOPE, STATE, Client, encode, refused_with

Fields = dict[str, str]


def signed(client: Client, text: Callable[[Fields], str]) -> str:
    """What the book says of a request whose signature is over this text."""
    fields = client.fields({})
    secret = encode(client.key.sign(text(fields).encode()))
    answer = client.ask(**fields | {"client_secret": secret})
    assert refused_with(answer) == "ESIA-007053"
    return reason(client)


def reason(client: Client) -> str:
    return str(client.http.get("/control/requests").json()[0]["refused"])


def joined(*names: str) -> Callable[[Fields], str]:
    return lambda fields: "".join(fields[name] for name in names)


V2 = ("client_id", "scope", "timestamp", "state", "redirect_uri")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (joined("scope", "timestamp", "client_id", "state"), "начинается с scope"),
        (joined(*V2[:-1]), "нет redirect_uri"),
        (
            joined("client_id", "scope", "state", "timestamp", "redirect_uri"),
            "state стоит перед timestamp",
        ),
        (lambda one: "".join(quote(one[n], safe="") for n in V2), "с процентами"),
        (lambda one: "ёлка", "не сходится со строкой «ELSH_DEMOopenid"),
    ],
)
def test_the_string_that_was_signed_instead_is_guessed(
    client: Client, text: Callable[[Fields], str], words: str
) -> None:
    assert words in signed(client, text)


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (lambda raw: raw[::-1], "обратном порядке"),
        (lambda raw: raw[32:] + raw[:32], "Половины подписи переставлены"),
        (lambda raw: b"\x30\x82" + raw, "Похоже на CMS"),
    ],
)
def test_the_bytes_of_a_signature_that_were_turned_are_recognised(
    client: Client, turn: Callable[[bytes], bytes], words: str
) -> None:
    fields = client.fields({})
    raw = client.key.sign(joined(*V2)(fields).encode())
    client.ask(**fields | {"client_secret": encode(turn(raw))})
    assert words in reason(client)


def test_a_code_signed_for_ac_is_told_apart(client: Client) -> None:
    code = client.code()
    fields = client.fields({})
    answer = client.exchange(code, client_secret=fields["client_secret"])
    assert refused_with(answer) == "ESIA-007053"
    assert "нужен ещё code" in reason(client)


def test_an_unsigned_scope_org_is_told(client: Client) -> None:
    client.ask(scope_org="org_ogrn", client_secret=client.fields({})["client_secret"])
    assert "нет scope_org" in reason(client)


def test_the_book_keeps_what_was_sent_but_no_secret(client: Client) -> None:
    token = client.token("natalia@example.test")
    client.read("/rs/prns/1000900001", token)
    text = client.http.get("/control/requests").text
    newest, exchanged = json.loads(text)[0], json.loads(text)[1]
    assert newest["sent"] == {"Authorization": f"Bearer ({len(token)} знаков)"}
    assert exchanged["sent"]["scope"] == SCOPE
    assert exchanged["sent"]["code"] == "(512 знаков)"
    assert exchanged["sent"]["client_secret"] == "(86 знаков)"
    assert token not in text
    assert "gosuslugi" not in text


def test_the_page_of_the_book_shows_the_refusal_in_words(client: Client) -> None:
    client.ask(client_secret="AAAA")
    page = client.http.get("/requests").text
    assert "нужны 64 байта подписи" in page
    assert STATE in page


def test_a_hostile_value_on_the_page_stays_text(client: Client) -> None:
    client.ask(scope="openid <script>alert(1)</script>")
    assert "<script>" not in client.http.get("/requests").text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scope_org": "org_ogrn fullname"}, "ESIA-007006"),
        ({"scope_org": "org_ogrn?org_oid=5"}, "ESIA-007194"),
        ({"obj_type": "X"}, "ESIA-007061"),
        ({"roles": "ADMIN"}, "ESIA-007062"),
        ({"obj_type": "P", "roles": "HEAD"}, "ESIA-007062"),
        ({"obj_type": "L", "roles": "KING"}, "ESIA-007060"),
        ({"obj_type": "L", "roles": " "}, "ESIA-007060"),
        ({"permissions": "!"}, "ESIA-007003"),
        ({"permissions": encode(b"[{}]")}, "ESIA-036700"),
        ({"permissions": encode(b"[7]")}, "ESIA-036700"),
        ({"permissions": encode(b'[{"sysname": "ANY"}]')}, "ESIA-036701"),
    ],
)
def test_rarer_parameters_have_their_codes(
    client: Client, changes: dict[str, str], code: str
) -> None:
    assert refused_with(client.ask(**changes)) == code


def test_an_empty_scope_org_is_signed_as_nothing(client: Client) -> None:
    assert client.ask(scope_org="").headers["location"].startswith("/login?")


def test_parameters_in_broken_utf8_cannot_be_read(client: Client) -> None:
    answer = client.http.get("/aas/oauth2/v2/ac?client_id=ELSH%FF")
    assert (answer.status_code, refused_with(answer)) == (400, "ESIA-007038")
    answer = client.http.post(
        "/aas/oauth2/v3/te",
        content=b"code=%FF",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert refused_with(answer) == "ESIA-007038"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("server_error", "ESIA-007007"), ("overloaded", "ESIA-007008")],
)
def test_what_comes_from_within_comes_on_demand(
    client: Client, fault: str, code: str
) -> None:
    client.http.post("/control/faults", json={"fault": fault, "times": 2})
    answer = client.ask()
    assert answer.headers["location"].startswith(BACK)
    assert refused_with(answer) == code
    assert refused_with(client.exchange("any")) == code


SPOILT: list[tuple[str, Callable[[Any], bool]]] = [
    ("huge", lambda answer: len(answer.content) > 1_000_000),
    ("html_200", lambda answer: answer.headers["content-type"].startswith("text/html")),
    ("redirect", lambda answer: answer.status_code == 302),
    ("unknown_field", lambda answer: "песочница" in answer.json()),
    (
        "kid_without_birth_date",
        lambda answer: all("birthDate" not in kid for kid in answer.json()["elements"]),
    ),
]


@pytest.mark.parametrize(("fault", "seen"), SPOILT, ids=[fault for fault, _ in SPOILT])
def test_an_answer_may_be_spoilt(
    client: Client, fault: str, seen: Callable[[Any], bool]
) -> None:
    scope = "openid fullname kid_fullname kid_birthdate"
    token = client.token("natalia@example.test", scope)
    client.http.post("/control/faults", json={"on": "person", "fault": fault})
    path = "/rs/prns/1000900001/kids?embed=(elements)"
    assert seen(client.read(path, token))
    whole = client.read(path, token).json()["elements"]
    assert [kid["birthDate"] for kid in whole] == ["20.05.2015", "09.02.2011"]
