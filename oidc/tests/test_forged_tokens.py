"""An id_token that is not ours, not theirs, not now or not whole is not believed."""

import hashlib
import hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esia import BadToken, Protocol
from esia.tests.stand import NOW
from oidc.tests.gate import (
    CLIENT,
    EC_KEY,
    RSA_KEY,
    SIGN,
    SUBJECT,
    Gate,
    by_ec_der,
    by_rsa,
    jwk,
)

ALL = ("RS256", "ES256", "GOST3410_2012_256")
MOMENT = int(NOW.timestamp())
STRANGER = rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize("algorithm", ALL)
def test_a_good_token_is_believed(gate: Gate, algorithm: str) -> None:
    claims = gate.believe(gate.token(algorithm), algorithms=ALL)
    assert claims.subject == SUBJECT
    assert claims.raw["aud"] == CLIENT


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [CLIENT]},
        {"azp": CLIENT},
        {"sub": int(SUBJECT)},
        {"exp": MOMENT - 9},
        {"iat": MOMENT + 59, "nbf": None},
    ],
    ids=str,
)
def test_what_the_standard_allows_is_believed(
    gate: Gate, claims: dict[str, Any]
) -> None:
    assert gate.believe(gate.token(**claims)).subject == SUBJECT


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": CLIENT},
        {"aud": []},
        {"aud": None},
        {"azp": "another"},
        {"iss": None},
        {"iss": "https://another.example"},
        {"nonce": None},
        {"nonce": "another"},
        {"nonce": ["a-nonce"]},
        {"nonce": "\N{SNOWMAN}"},
        {"nonce": "\ud800"},
        {"exp": MOMENT - 10},
        {"exp": None},
        {"exp": float(MOMENT + 60)},
        {"exp": True},
        {"iat": None},
        {"iat": MOMENT + 60},
        {"nbf": MOMENT + 60},
        {"sub": None},
        {"sub": ""},
        {"sub": "a" * 256},
        {"sub": "Наталия"},
        {"sub": True},
        {"sub": 1.5},
        {"sub": [SUBJECT]},
    ],
    ids=str,
)
def test_a_well_signed_token_that_says_something_else_is_not_believed(
    gate: Gate, claims: dict[str, Any]
) -> None:
    with pytest.raises(BadToken):
        gate.believe(gate.token(**claims))


def test_the_issuer_is_compared_byte_for_byte(gate: Gate) -> None:
    for near in (gate.issuer + "/", gate.issuer.upper(), " " + gate.issuer):
        with pytest.raises(BadToken):
            gate.believe(gate.token(iss=near))


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE", "", "HS256", "PS256"])
@pytest.mark.parametrize("signature", [b"", b"x"])
def test_an_algorithm_that_is_not_configured_is_refused(
    gate: Gate, algorithm: str, signature: bytes
) -> None:
    token = gate.token(sign=lambda _: signature, header={"alg": algorithm})
    with pytest.raises(BadToken):
        gate.believe(token, algorithms=ALL)


def test_the_public_key_is_not_a_password(gate: Gate) -> None:
    public = RSA_KEY.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )

    def mac(message: bytes) -> bytes:
        return hmac.digest(public, message, hashlib.sha256)

    for header in ({"alg": "HS256"}, {"alg": "RS256"}):
        with pytest.raises(BadToken):
            gate.believe(gate.token(sign=mac, header=header))


@pytest.mark.parametrize("algorithm", ALL)
def test_the_key_of_one_algorithm_serves_no_other(gate: Gate, algorithm: str) -> None:
    others = [SIGN[name] for name in ALL if name != algorithm]
    for sign in others:
        with pytest.raises(BadToken):
            gate.believe(gate.token(algorithm, sign=sign), algorithms=ALL)
    with pytest.raises(BadToken):  # not in the list of this system
        gate.believe(gate.token(algorithm), algorithms=_without(algorithm))


def _without(algorithm: str) -> tuple[str, ...]:
    return tuple(name for name in ALL if name != algorithm)


def test_es256_is_raw_and_never_der(gate: Gate) -> None:
    with pytest.raises(BadToken):
        gate.believe(gate.token("ES256", sign=by_ec_der), algorithms=("ES256",))


@pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\xff" * 64, b"\1" * 63])
def test_an_absurd_signature_is_no_signature(gate: Gate, signature: bytes) -> None:
    for algorithm in ALL:
        token = gate.token(algorithm, sign=lambda _: signature)
        with pytest.raises(BadToken):
            gate.believe(token, algorithms=ALL)


def test_a_key_inside_the_token_is_not_looked_at(gate: Gate) -> None:
    inside = {"jwk": jwk(STRANGER, "r"), "jku": f"{gate.issuer}/evil", "x5u": "x"}
    gate.stand.routes["/evil"] = gate.stand.routes["/jwks"]
    token = gate.token(sign=lambda text: by_rsa(text, STRANGER), header=inside)
    with pytest.raises(BadToken):
        gate.believe(token)
    assert gate.asked("/evil") == 0


@pytest.mark.parametrize(
    "header",
    [{"crit": ["exp"]}, {"typ": "at+jwt"}, {"kid": 1}, {"kid": ["r"]}, {"alg": None}],
    ids=str,
)
def test_a_header_that_says_something_else_is_refused(
    gate: Gate, header: dict[str, Any]
) -> None:
    with pytest.raises(BadToken):
        gate.believe(gate.token(header=header))


@pytest.mark.parametrize("kid", ["unknown", "e", "", "../r", "R"])
def test_a_key_that_the_provider_does_not_show_has_signed_nothing(
    gate: Gate, kid: str
) -> None:
    with pytest.raises(BadToken):
        gate.believe(gate.token(header={"kid": kid}))


def test_a_nameless_key_is_clear_only_where_it_is_alone(gate: Gate) -> None:
    gate.jwks([jwk(RSA_KEY, "r"), jwk(EC_KEY, "e")])
    assert gate.believe(gate.token(header={"kid": None})).subject == SUBJECT
    gate.jwks([jwk(RSA_KEY, "r"), jwk(STRANGER, "s")])
    with pytest.raises(BadToken):
        gate.believe(gate.token(header={"kid": None}))


def test_two_keys_of_one_name_are_believed_neither(gate: Gate) -> None:
    for keys in ([RSA_KEY, STRANGER], [STRANGER, RSA_KEY]):
        gate.jwks([jwk(key, "r") for key in keys])
        with pytest.raises(Protocol):
            gate.believe(gate.token())
    gate.jwks([jwk(RSA_KEY, "r")] * 2)  # the same twice is no contradiction
    assert gate.believe(gate.token()).subject == SUBJECT


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_letter_of_a_token_may_change(gate: Gate, data: st.DataObject) -> None:
    algorithm = data.draw(st.sampled_from(ALL))
    good = gate.token(algorithm)
    place = data.draw(st.integers(0, len(good) - 1))
    letter = data.draw(st.sampled_from("Ab0-_.=+/ \N{SNOWMAN}"))
    bad = good[:place] + letter + good[place + 1 :]
    if bad != good:
        with pytest.raises(BadToken):
            gate.believe(bad, algorithms=ALL)
