"""`/oidc/token` and `/oidc/userinfo`: the gateway tells who came in."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Callable
from urllib.parse import unquote_plus

from sandbox.clients import Client
from sandbox.people.citizens import Citizen, by_oid
from sandbox.protocol import checking
from sandbox.protocol.asking import Ask
from sandbox.protocol.spending import fits, spend_code
from sandbox.protocol.tokens import ACCESS_LIVES_S, STRANGER, sign
from sandbox.signing.keys import RSA
from sandbox.web import Request, Response, data
from sandbox.world import World

KID = "sandbox-rsa"
MANDATORY = ("grant_type", "code", "redirect_uri", "code_verifier")
Tell = Callable[[Citizen], object]

CLAIMS: dict[str, dict[str, Tell]] = {
    "openid": {
        "sub": lambda person: str(person.oid),
        "oid": lambda person: str(person.oid),
        "trusted": lambda person: person.level == "confirmed",
        "level": lambda person: person.level,
    },
    "profile": {
        "family_name": lambda person: person.last_name,
        "given_name": lambda person: person.first_name,
        "middle_name": lambda person: person.patronymic,
        "birthdate": lambda person: person.birth_date,
    },
    "snils": {
        "snils": lambda person: None if person.level == "simplified" else person.snils,
    },
    "birth_cert_doc": {
        "birth_certificate": lambda person: " ".join(
            filter(None, (person.certificate_series, person.certificate_number))
        ),
    },
    "email": {"email": lambda person: person.email},
    "phone": {"phone_number": lambda person: person.phone},
}
"""What each scope opens; the names of people as in OpenID Connect Core §5.1."""


def exchange(world: World, request: Request, fault: str = "") -> Response:
    """Give tokens for a code; `fault` spoils them."""
    given = request.fields()
    client = _client(world, request)
    if client is None:
        return _refuse("invalid_client", "Имя системы и секрет не подходят.", 401)
    pairs = request.query + request.form()
    refusal = checking.find_repeated(pairs) or checking.find_missing(given, MANDATORY)
    if refusal:
        return _refuse("invalid_request", refusal.words)
    if given["grant_type"] != "authorization_code":
        words = "grant_type — только authorization_code."
        return _refuse("unsupported_grant_type", words)
    with world.store.open() as db:
        taken = _take(world, db, client, given)
        if fault == "expired_code":
            taken = "Так велела неисправность expired_code."
        if isinstance(taken, str):
            return _refuse("invalid_grant", taken)
        access = secrets.token_urlsafe(32)
        until_s = world.clock.now().timestamp() + ACCESS_LIVES_S
        db.execute(
            "INSERT INTO grants VALUES (?, ?, ?, ?, ?)",
            (_kept(access), taken["oid"], taken["scope"], until_s, client.id),
        )
    told = {"access_token": access, "token_type": "Bearer"}
    id_token = _id_token(world, client, taken, fault)
    return data(told | {"expires_in": ACCESS_LIVES_S, "id_token": id_token})


def show_person(world: World, request: Request) -> Response:
    """What the scope of a token opens."""
    with world.store.open() as db:
        grant = db.execute(
            "SELECT oid, scope FROM grants WHERE token = ? AND until_s >= ?",
            (_kept(request.bearer or ""), world.clock.now().timestamp()),
        ).fetchone()
        person = by_oid(db, grant["oid"]) if grant else None
    if person is None:
        return _refuse("invalid_token", "Такого токена нет или он истёк.", 401)
    told = {
        name: tell(person)
        for scope in grant["scope"].split(" ")
        for name, tell in CLAIMS[scope].items()
    }
    return data(
        {name: value for name, value in told.items() if value not in (None, "")}
    )


def _client(world: World, request: Request) -> Client | None:
    """Who asks, by a Basic header or by the fields of the form (RFC 6749 §2.3.1)."""
    given = dict(request.form())
    name, secret = given.get("client_id", ""), given.get("client_secret", "")
    if request.basic is not None:
        try:
            pair = base64.b64decode(request.basic, validate=True).decode()
        except (binascii.Error, ValueError):
            return None
        name, secret = (unquote_plus(part) for part in pair.partition(":")[::2])
    client = world.clients.get(name)
    if client is None or not client.secret:
        return None
    same = hmac.compare_digest(client.secret.encode(), secret.encode())
    return client if same else None


def _take(
    world: World, db: sqlite3.Connection, client: Client, given: dict[str, str]
) -> dict[str, str] | str:
    """Use a code up and compare what it was bound to, or say in words what is wrong."""
    taken = spend_code(world, db, given["code"])
    if isinstance(taken, str):
        return taken
    ask = Ask(**json.loads(taken["body"]))
    if (ask.client_id, ask.redirect_uri) != (client.id, given["redirect_uri"]):
        return "Код выдан другой системе или с другим redirect_uri."
    if not fits(ask.challenge or "", given["code_verifier"]):
        return "code_verifier не подходит к code_challenge."
    return {
        "oid": str(taken["oid"]),
        "scope": ask.scope,
        "nonce": ask.nonce,
        "auth_time": str(int(taken["signed_in_s"])),
    }


def _id_token(world: World, client: Client, taken: dict[str, str], fault: str) -> str:
    now = int(world.clock.now().timestamp())
    header = {"typ": "JWT", "alg": client.algorithm}
    if client.algorithm == RSA:
        header["kid"] = KID
    claims = {
        "iss": world.base,
        "aud": STRANGER if fault == "wrong_audience" else client.id,
        "sub": taken["oid"],
        "iat": now,
        "exp": now + ACCESS_LIVES_S,
        "auth_time": int(taken["auth_time"]),
    }
    if taken["nonce"]:
        claims["nonce"] = taken["nonce"]
    return sign(world, header, claims, fault)


def _kept(token: str) -> str:
    """What the store keeps of a token: never what opens `/rs`."""
    return hashlib.sha256(f"oidc {token}".encode()).hexdigest()


def _refuse(error: str, words: str, status: int = 400) -> Response:
    told = {"error": error, "error_description": words}
    return data(told, status, refused=f"{error}: {words}")
