"""Tokens that are well signed and still must not be believed, and other tricks."""

import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from esia import BadToken, Verifier
from esia.tests.stand import (
    CLIENT,
    ISSUER,
    NOW,
    OID,
    TRUSTED,
    access_claims,
    encoded,
    header,
    signed,
)

VERIFIER = Verifier((TRUSTED,), "GOST3410_2012_256", ISSUER, CLIENT)


def test_a_well_made_token_is_believed() -> None:
    claims = VERIFIER.verify(signed(header("access"), access_claims()), NOW, "access")
    assert claims.oid == OID


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "RS256"},
        {"alg": "gost3410_2012_256"},
        {"alg": None},
        {"alg": ["GOST3410_2012_256"]},
        {"typ": "at+jwt"},
        {"crit": ["exp"]},
        {"sbt": "id"},
        {"sbt": "authorization_code"},
    ],
    ids=str,
)
def test_a_header_that_says_something_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadToken):
        VERIFIER.verify(
            signed(header("access") | change, access_claims()), NOW, "access"
        )


def test_a_key_inside_the_token_is_not_looked_at(stranger_pem: bytes) -> None:
    extra = {"jwk": {"kty": "EC"}, "x5c": [stranger_pem.decode()], "kid": "../../key"}
    claims = VERIFIER.verify(signed(header("access") | extra, access_claims()), NOW)
    assert claims.oid == OID


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'{"exp": 1, "exp": 2}',
        b'{"exp": NaN}',
        b"[" * 5000,
        b"\xff",
        b'\xef\xbb\xbf{"a": 1}',
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_a_signed_absurdity_is_still_refused(raw: bytes) -> None:
    with pytest.raises(BadToken):
        VERIFIER.verify(signed(header("access"), raw), NOW)
    with pytest.raises(BadToken):
        VERIFIER.verify(signed(raw, access_claims()), NOW)


def test_a_name_said_twice_is_refused() -> None:
    body = json.dumps(access_claims())[:-1] + f', "client_id": "{CLIENT}"}}'
    with pytest.raises(BadToken):
        VERIFIER.verify(signed(header("access"), body.encode()), NOW)


def test_a_token_without_a_signature_is_refused() -> None:
    text = f"{encoded(header('access'))}.{encoded(access_claims())}"
    for token in (text, f"{text}.", f"{text}..", f"{text}.AA"):
        with pytest.raises(BadToken):
            VERIFIER.verify(token, NOW)


@pytest.mark.parametrize(
    "written", [f"0{OID}", f"{'0' * 10}{OID}55", f"{OID} ", f"+{OID}", "9" * 20, "0"]
)
def test_a_person_written_otherwise_than_as_a_number_is_refused(written: str) -> None:
    with pytest.raises(BadToken, match="Номер человека"):
        VERIFIER.verify(
            signed(header("access"), access_claims(**{"urn:esia:sbj_id": written})), NOW
        )


def test_a_token_without_an_addressee_is_refused() -> None:
    claims = access_claims()
    del claims["client_id"]
    with pytest.raises(BadToken, match="не для нашей"):
        VERIFIER.verify(signed(header("access"), claims), NOW)


def test_an_endless_token_is_refused() -> None:
    with pytest.raises(BadToken, match="длинный"):
        VERIFIER.verify("a." * 10_000, NOW)


@settings(max_examples=40, deadline=None)
@given(text=st.text() | st.from_regex(r"\A[\w-]*\.[\w-]*\.[\w-]*\Z"))
def test_no_text_brings_another_exception(text: str) -> None:
    with pytest.raises(BadToken):
        VERIFIER.verify(text, NOW)


def test_a_public_key_does_not_serve_as_a_password() -> None:
    key = rsa.generate_private_key(65537, 2048)
    public = key.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    verifier = Verifier((public,), "RS256", ISSUER, CLIENT)
    good = jwt.encode(access_claims(), key, "RS256", headers={"sbt": "access"})
    assert verifier.verify(good, NOW, "access").oid == OID
    for algorithm in ("RS512", "PS256"):
        other = jwt.encode(access_claims(), key, algorithm)
        with pytest.raises(BadToken):
            verifier.verify(other, NOW)
    with pytest.raises(BadToken):
        verifier.verify(signed(header("access"), access_claims()), NOW)
