"""The way there and back, against a server that behaves."""

from base64 import urlsafe_b64decode
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest

from esia import BadToken, Protocol, authorization_url, exchange, logout_url
from esia import pkce as make_pkce
from esia._keys import certificate_hash, read_trusted
from esia.tests.stand import (
    CERTIFICATE,
    CLIENT,
    CODE,
    NOW,
    OID,
    SIGNER,
    STATE,
    Stand,
    access_claims,
    header,
    id_claims,
    replying,
    signed,
    times,
    tokens_json,
)

TOKEN = "/aas/oauth2/v3/te"
RETURN = "http://127.0.0.1:8000/access/esia/return/"
SCOPE = "openid fullname birthdate snils"
ZONE = timezone(timedelta(hours=3))


def signature_holds(fields: dict[str, str], message: str) -> bool:
    secret = fields["client_secret"]
    assert "=" not in secret
    raw = urlsafe_b64decode(secret + "==")
    return read_trusted(CERTIFICATE)[0].key.verifies(message.encode(), raw)


def test_a_person_is_sent_with_a_signed_request(stand: Stand) -> None:
    _, challenge = make_pkce()
    moment = datetime(2026, 11, 22, 10, 0, 5, tzinfo=ZONE)
    url = authorization_url(
        stand.settings(), SIGNER, state=STATE, now=moment, challenge=challenge
    )
    parts = urlsplit(url)
    fields = {name: values[0] for name, values in parse_qs(parts.query).items()}

    assert f"{parts.scheme}://{parts.netloc}" == stand.address
    assert parts.path == "/aas/oauth2/v2/ac"
    assert "timestamp=2026.11.22%2010%3A00%3A05%20%2B0300" in parts.query
    written = "2026.11.22 10:00:05 +0300"
    message = f"{CLIENT}{SCOPE}{written}{STATE}{RETURN}"
    assert signature_holds(fields, message)
    del fields["client_secret"]
    assert fields == {
        "access_type": "online",
        "client_certificate_hash": certificate_hash(CERTIFICATE),
        "client_id": CLIENT,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "redirect_uri": RETURN,
        "response_type": "code",
        "scope": SCOPE,
        "state": STATE,
        "timestamp": written,
    }


def test_without_a_challenge_nothing_is_said_of_it(stand: Stand) -> None:
    url = authorization_url(stand.settings(), SIGNER, state=STATE, now=NOW)
    assert "code_challenge" not in url
    assert "person_filter" not in url


def test_the_challenge_is_the_hash_of_the_verifier() -> None:
    verifier, challenge = make_pkce()
    digest = urlsafe_b64decode(challenge + "=")
    assert digest == sha256(verifier.encode()).digest()
    assert 43 <= len(verifier) <= 128


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller(stand: Stand) -> None:
    moment = datetime(2026, 11, 22, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        authorization_url(stand.settings(), SIGNER, state=STATE, now=moment)


def test_leaving_names_the_way_back(stand: Stand) -> None:
    url = logout_url(stand.settings(), "http://127.0.0.1:8000/access/?a=1&b=2")
    assert url == (
        f"{stand.address}/idp/ext/Logout?client_id={CLIENT}"
        "&redirect_url=http%3A%2F%2F127.0.0.1%3A8000%2Faccess%2F%3Fa%3D1%26b%3D2"
    )


def test_a_code_becomes_believed_tokens(stand: Stand) -> None:
    stand.routes[TOKEN] = replying(tokens_json())
    tokens = exchange(
        stand.settings(), SIGNER, code=CODE, state_new=STATE, now=NOW, verifier="v" * 43
    )

    assert tokens.oid == OID
    assert tokens.access_claims.expires_at == NOW + timedelta(hours=1)
    assert tokens.access not in repr(tokens)
    [(_, fields, headers)] = stand.seen
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    written = "2026.11.18 10:00:00 +0000"
    message = f"{CLIENT}{SCOPE}{written}{STATE}{RETURN}{CODE}"
    assert signature_holds(fields, message)
    del fields["client_secret"]
    assert fields == {
        "client_certificate_hash": certificate_hash(CERTIFICATE),
        "client_id": CLIENT,
        "code": CODE,
        "code_verifier": "v" * 43,
        "grant_type": "authorization_code",
        "redirect_uri": RETURN,
        "scope": SCOPE,
        "state": STATE,
        "timestamp": written,
        "token_type": "Bearer",
    }


@pytest.mark.parametrize("state", [None, "", 5, "another"])
def test_an_answer_to_another_request_is_refused(stand: Stand, state: object) -> None:
    stand.routes[TOKEN] = replying(tokens_json(state=state))
    with pytest.raises(Protocol, match="state"):
        stand.exchanged()


@pytest.mark.parametrize("name", ["id_token", "access_token"])
@pytest.mark.parametrize("value", [None, 5, [], {}])
def test_an_answer_without_a_token_is_refused(
    stand: Stand, name: str, value: object
) -> None:
    stand.routes[TOKEN] = replying(tokens_json(**{name: value}))
    with pytest.raises(Protocol, match="токенов"):
        stand.exchanged()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "SOMEBODY"},
        {"aud": [CLIENT, "SOMEBODY"]},
        {"aud": None},
        {"iss": "http://elsewhere/"},
        {"sub": OID + 1},
        {"sub": None, "urn:esia:sbj": {}},
        {"urn:esia:sbj": {"urn:esia:sbj:oid": OID + 1}},
        {"urn:esia:sbj": []},
        {"exp": times()["iat"] - 10},
        {"exp": None},
        {"exp": True},
        {"exp": 1e400},
        {"exp": 10**30},
        {"iat": times()["iat"] + 60},
        {"nbf": times()["iat"] + 60},
        {"iat": None},
        {"sub": "1" * 400},
        {"sub": "١"},
        {"sub": -1},
    ],
    ids=str,
)
def test_an_id_token_that_disagrees_is_refused(
    stand: Stand, claims: dict[str, object]
) -> None:
    token = signed(header("id"), id_claims(**claims))
    stand.routes[TOKEN] = replying(tokens_json(id_token=token))
    with pytest.raises(BadToken):
        stand.exchanged()


@pytest.mark.parametrize(
    "claims",
    [
        {"client_id": "SOMEBODY"},
        {"client_id": None, "aud": CLIENT},
        {"iss": None},
        {"urn:esia:sbj_id": OID + 1},
        {"urn:esia:sbj_id": None},
        {"exp": times()["iat"] - 10},
    ],
    ids=str,
)
def test_an_access_token_that_disagrees_is_refused(
    stand: Stand, claims: dict[str, object]
) -> None:
    token = signed(header("access"), access_claims(**claims))
    stand.routes[TOKEN] = replying(tokens_json(access_token=token))
    with pytest.raises(BadToken):
        stand.exchanged()


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": str(OID)},
        {"aud": [CLIENT]},
        {"iat": times()["iat"] + 10, "nbf": times()["iat"] + 10},
        {"exp": times()["iat"] - 9},
    ],
    ids=str,
)
def test_what_may_differ_is_accepted(stand: Stand, claims: dict[str, object]) -> None:
    token = signed(header("id"), id_claims(**claims))
    stand.routes[TOKEN] = replying(tokens_json(id_token=token))
    assert stand.exchanged().oid == OID


def test_one_token_cannot_stand_for_the_other(stand: Stand) -> None:
    answer = tokens_json()
    swapped = {
        "id_token": answer["access_token"],
        "access_token": answer["id_token"],
    }
    stand.routes[TOKEN] = replying(answer | swapped)
    with pytest.raises(BadToken, match="другого назначения"):
        stand.exchanged()


@pytest.mark.parametrize(
    "code", ["", "a" * 4097, "\ud800", "код", "\x00", "a b", "a\n"]
)
def test_an_absurd_code_is_not_even_asked_about(stand: Stand, code: str) -> None:
    with pytest.raises(Protocol, match="Код"):
        exchange(stand.settings(), SIGNER, code=code, state_new=STATE, now=NOW)
    assert stand.seen == []


def test_a_code_may_hold_the_signs_of_a_form(stand: Stand) -> None:
    code = "eyJ.a+b/c==&d=%20"
    stand.routes[TOKEN] = replying(tokens_json())
    exchange(stand.settings(), SIGNER, code=code, state_new=STATE, now=NOW)
    assert stand.seen[0][1]["code"] == code
