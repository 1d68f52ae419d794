"""Tokens as ЕСИА writes them: order of headers and claims, escaped slashes."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from sandbox.clients import Client
from sandbox.people.citizens import Citizen
from sandbox.signing.keys import RSA
from sandbox.world import World

ACCESS_LIVES_S = 3600
ID_LIVES_S = 10800
STRANGER = "SOMEBODY_ELSE"
"""The audience of a token spoilt by the fault wrong_audience."""

LEVEL_MARKS = {"confirmed": "PR", "child": "KD", "standard": "P", "simplified": "P"}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A person, the system that asked, and what was granted."""

    citizen: Citizen
    client: Client
    scope: str
    sid: str
    signed_in_s: float
    permissions: tuple[str, ...] = ()
    """Kinds of consent that were given together with signing in."""


def access_token(world: World, sitting: Sitting, fault: str = "") -> str:
    """Write the token that opens `/rs`."""
    now, oid = int(world.clock.now().timestamp()), sitting.citizen.oid
    named = (
        word if word == "openid" else f"{word}?oid={oid}"
        for word in sitting.scope.split(" ")
    )
    claims: dict[str, Any] = {
        "nbf": now,
        "scope": " ".join(named),
        "iss": world.issuer,
        "urn:esia:sid": sitting.sid,
        "urn:esia:sbj_id": oid,
        "exp": now + ACCESS_LIVES_S,
        "iat": now,
        "client_id": _audience(sitting, fault),
    }
    if sitting.permissions:
        claims["permissions"] = [{"sysname": name} for name in sitting.permissions]
    return _sign(world, sitting, "access", claims, fault)


def id_token(world: World, sitting: Sitting, fault: str = "") -> str:
    """Write the token that tells who signed in."""
    now, oid = int(world.clock.now().timestamp()), sitting.citizen.oid
    subject: dict[str, Any] = {
        "urn:esia:sbj:lvl": LEVEL_MARKS[sitting.citizen.level],
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:is_tru": True,
        "urn:esia:sbj:oid": oid,
        "urn:esia:sbj:nam": f"OID.{oid}",
    }
    if sitting.citizen.level != "confirmed":
        del subject["urn:esia:sbj:is_tru"]
    if sitting.client.algorithm == RSA and world.uncertain["level_in_rs256"] == "no":
        del subject["urn:esia:sbj:lvl"]
    claims = {
        "aud": _audience(sitting, fault),
        "sub": oid if world.uncertain["sub"] == "number" else str(oid),
        "nbf": now,
        "amr": "PWD",
        "urn:esia:sid": sitting.sid,
        "urn:esia:amd": "PWD",
        "auth_time": int(sitting.signed_in_s),
        "iss": world.issuer,
        "urn:esia:sbj": subject,
        "exp": now + ID_LIVES_S,
        "iat": now,
    }
    return _sign(world, sitting, "id", claims, fault)


def _audience(sitting: Sitting, fault: str) -> str:
    return STRANGER if fault == "wrong_audience" else sitting.client.id


def _sign(
    world: World, sitting: Sitting, kind: str, claims: dict[str, Any], fault: str
) -> str:
    algorithm = sitting.client.algorithm
    header = {"ver": 1, "typ": "JWT", "sbt": kind, "alg": algorithm}
    return sign(world, header, claims, fault)


def sign(
    world: World, header: dict[str, Any], claims: dict[str, Any], fault: str = ""
) -> str:
    """Write a token, signed as its header says; `fault` may spoil the signature."""
    signed = f"{_encode(_json(header))}.{_encode(_json(claims))}"
    signature = world.token_keys[header["alg"]].sign(signed.encode())
    if fault == "wrong_signature":
        signature = bytes([signature[0] ^ 1]) + signature[1:]
    return f"{signed}.{_encode(signature)}"


def _json(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.replace("/", "\\/").encode()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
