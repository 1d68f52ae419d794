"""A whole visit to a provider, and everything it may answer instead."""

from base64 import b64decode
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

from esia import BadToken, Denied, EsiaError, Protocol, Unavailable
from esia.tests.stand import NOW, replying
from oidc import authorization_url, discover, end_session_url, exchange, userinfo
from oidc.tests.gate import BACK, CLIENT, CODE, SECRET, SUBJECT, VERIFIER, Gate


def test_a_person_goes_with_everything_that_will_be_compared(gate: Gate) -> None:
    settings = gate.settings()
    url = authorization_url(
        settings, gate.provider(), state="s", nonce="n", challenge="c"
    )
    assert url.startswith(f"{gate.issuer}/authorize?")
    assert {name: one for name, (one,) in parse_qs(urlsplit(url).query).items()} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid profile",
        "state": "s",
        "nonce": "n",
        "code_challenge": "c",
        "code_challenge_method": "S256",
    }


def test_a_code_is_exchanged_with_the_secret_in_a_header(gate: Gate) -> None:
    tokens = gate.exchanged()
    assert tokens.claims.subject == SUBJECT
    assert tokens.access == "an-access-token"
    _, fields, headers = next(one for one in gate.stand.seen if one[0] == "/token")
    assert fields == {
        "grant_type": "authorization_code",
        "code": CODE,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    kind, _, coded = headers["Authorization"].partition(" ")
    name, _, secret = b64decode(coded).decode().partition(":")
    assert (kind, unquote_plus(name), unquote_plus(secret)) == ("Basic", CLIENT, SECRET)


def test_or_with_the_secret_in_the_form(gate: Gate) -> None:
    gate.exchanged(authentication="post")
    _, fields, headers = next(one for one in gate.stand.seen if one[0] == "/token")
    assert (fields["client_id"], fields["client_secret"]) == (CLIENT, SECRET)
    assert "Authorization" not in headers


def test_userinfo_tells_more_of_the_same_person(gate: Gate) -> None:
    told = userinfo(gate.settings(), gate.provider(), gate.exchanged())
    assert told["snils"] == "x"
    headers = gate.stand.seen[-1][2]
    assert headers["Authorization"] == "Bearer an-access-token"


@pytest.mark.parametrize("sub", ["1000900002", None, "", int(SUBJECT) + 1, [SUBJECT]])
def test_userinfo_of_another_person_is_refused(gate: Gate, sub: Any) -> None:
    gate.stand.routes["/userinfo"] = replying({"sub": sub})
    with pytest.raises(BadToken):
        userinfo(gate.settings(), gate.provider(), gate.exchanged())


def test_a_provider_without_userinfo_tells_nothing_more(gate: Gate) -> None:
    gate.tell(userinfo_endpoint=None)
    assert userinfo(gate.settings(), gate.provider(), gate.exchanged()) == {}
    assert gate.asked("/userinfo") == 0


def test_a_person_leaves_and_comes_back(gate: Gate) -> None:
    url = end_session_url(gate.settings(), gate.provider(), "https://school.example/")
    assert url.startswith(f"{gate.issuer}/end?x=1&client_id={CLIENT}&post_logout")
    gate.tell(end_session_endpoint=None)
    url = end_session_url(gate.settings(), gate.provider(), "https://school.example/")
    assert url == "https://school.example/"


@pytest.mark.parametrize(
    "changes",
    [
        {"id_token": None},
        {"id_token": 1},
        {"access_token": None},
        {"access_token": "a\r\nX: y"},
        {"token_type": "mac"},
        {"token_type": None},
    ],
    ids=str,
)
def test_an_answer_without_what_was_promised_is_no_answer(
    gate: Gate, changes: dict[str, Any]
) -> None:
    gate.answer(**changes)
    with pytest.raises(Protocol):
        gate.exchanged()


def test_a_token_of_another_sign_in_is_refused(gate: Gate) -> None:
    gate.answer(id_token=gate.token(nonce="of-another"))
    with pytest.raises(BadToken):
        gate.exchanged()


def test_a_refusal_carries_its_code(gate: Gate) -> None:
    gate.stand.routes["/token"] = replying({"error": "invalid_grant"}, 400)
    with pytest.raises(Denied, match="invalid_grant") as caught:
        gate.exchanged()
    assert caught.value.code == "invalid_grant"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (replying(b"<html>", 502, "text/html"), Unavailable),
        (replying(b"<html>", 200, "text/html"), Protocol),
        (replying(b" " * 3_000_000), Protocol),
        (replying(b"", 302, Location="http://127.0.0.1:1/"), Protocol),
        (replying(b"x", Content_Encoding="gzip"), Protocol),
        (replying([]), Protocol),
        (replying({"error": "temporarily_unavailable"}, 400), Unavailable),
    ],
    ids=range(7),
)
def test_whatever_a_server_does_an_error_of_ours_comes_out(
    gate: Gate, path: str, answer: Any, kind: type[EsiaError]
) -> None:
    gate.stand.routes[path] = answer
    with pytest.raises(kind) as caught:
        gate.exchanged()
    assert "ЕСИА" not in str(caught.value)
    assert CODE not in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("code", ["", "a b", "x" * 4097, "код", "a\n"])
def test_a_code_that_cannot_be_one_is_not_sent(gate: Gate, code: str) -> None:
    settings, provider = gate.settings(), gate.provider()
    with pytest.raises(Protocol):
        exchange(settings, provider, code=code, nonce="n", verifier="v", now=NOW)
    assert gate.asked("/token") == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://another.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "https://another.example/authorize"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"token_endpoint": ["x"]},
        {"jwks_uri": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "https://another.example/userinfo"},
        {"end_session_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
        {"code_challenge_methods_supported": "S256"},
    ],
    ids=str,
)
def test_doors_elsewhere_or_nowhere_are_refused(
    gate: Gate, changes: dict[str, Any]
) -> None:
    gate.tell(**changes)
    with pytest.raises(Protocol):
        discover(gate.settings())


def test_an_issuer_with_a_path_and_a_slash_is_asked_below_it(gate: Gate) -> None:
    gate.tell(issuer=f"{gate.issuer}/realms/school/")
    routes = gate.stand.routes
    told = routes.pop("/.well-known/openid-configuration")
    routes["/realms/school/.well-known/openid-configuration"] = told
    assert discover(gate.settings(issuer=f"{gate.issuer}/realms/school/")).token
