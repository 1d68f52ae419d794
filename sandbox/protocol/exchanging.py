"""`/aas/oauth2/v3/te`: a system exchanges a code for tokens."""

import base64
import hashlib
import hmac
import json
import sqlite3

from sandbox.clients import Client
from sandbox.people.citizens import by_oid
from sandbox.protocol import checking
from sandbox.protocol.asking import Ask
from sandbox.protocol.refusals import Refusal
from sandbox.protocol.tokens import ACCESS_LIVES_S, Sitting, access_token, id_token
from sandbox.web import Request, Response, data
from sandbox.world import World

MANDATORY = (
    "client_id",
    "client_secret",
    "client_certificate_hash",
    "code",
    "grant_type",
    "redirect_uri",
    "scope",
    "state",
    "timestamp",
)
CODE_LIVES_S = 180


def exchange(world: World, request: Request, fault: str = "") -> Response:
    """Check a request and answer with tokens; `fault` spoils the answer."""
    pairs = request.query + request.form()
    given = dict(pairs)
    client = checking.find_repeated(pairs) or read_client(world, given)
    if isinstance(client, Refusal):
        return _refuse(client, given)
    with world.store.open() as db:
        sitting = take_code(world, db, client, given)
        if fault == "expired_code":
            sitting = Refusal("ESIA-007011", "Так велела неисправность expired_code.")
        if isinstance(sitting, Refusal):
            return _refuse(sitting, given)
        access = access_token(world, sitting, fault)
        db.execute(
            "INSERT OR REPLACE INTO grants VALUES (?, ?, ?, ?)",
            (
                hashlib.sha256(access.encode()).hexdigest(),
                sitting.citizen.oid,
                sitting.scope,
                world.clock.now().timestamp() + ACCESS_LIVES_S,
            ),
        )
    return data(
        {
            "access_token": access,
            "expires_in": ACCESS_LIVES_S,
            "id_token": id_token(world, sitting, fault),
            "state": given["state"],
            "token_type": "Bearer",
        }
    )


def read_client(world: World, given: dict[str, str]) -> Client | Refusal:
    """Make every check that needs no code: who asks, when, how it is signed."""
    missing = checking.find_missing(given, MANDATORY)
    if missing:
        return missing
    if given["grant_type"] != "authorization_code":
        return Refusal("ESIA-007012", "grant_type — только authorization_code.")
    client = checking.find_client(world.clients, given)
    if isinstance(client, Refusal):
        return client
    refusal = (
        checking.check_scope(given["scope"])
        or checking.check_timestamp(given["timestamp"], world.clock.now())
        or checking.check_signature(client, given, given["code"])
    )
    return refusal or client


def take_code(
    world: World, db: sqlite3.Connection, client: Client, given: dict[str, str]
) -> Sitting | Refusal:
    """Use a code up, then compare everything it was bound to."""
    taken = db.execute(
        "UPDATE codes SET used = used + 1 WHERE code = ? RETURNING *", (given["code"],)
    ).fetchone()
    if taken is None:
        return Refusal("ESIA-007011", "Такого кода нет.")
    if taken["used"] > 1:
        return Refusal("ESIA-007011", "Этот код уже обменяли.")
    if abs(world.clock.now().timestamp() - taken["at_s"]) > CODE_LIVES_S:
        return Refusal("ESIA-007011", "Код старше трёх минут.")
    ask = Ask(**json.loads(taken["body"]))
    citizen = by_oid(db, taken["oid"])
    refusal = _compare(ask, client, given)
    if refusal or citizen is None:
        return refusal or Refusal("ESIA-007011", "Этого человека больше нет.")
    return Sitting(citizen, client.id, ask.scope, taken["sid"], taken["signed_in_s"])


def _compare(ask: Ask, client: Client, given: dict[str, str]) -> Refusal | None:
    if ask.client_id != client.id:
        return Refusal("ESIA-007011", "Код выдан другой системе.")
    if ask.redirect_uri != given["redirect_uri"]:
        return Refusal("ESIA-007011", "redirect_uri не тот, с которым выдан код.")
    if (ask.scope, ask.scope_org) != (given["scope"], given.get("scope_org", "")):
        return Refusal("ESIA-007006", "scope не тот, с которым выдан код.")
    return _compare_verifier(ask.challenge, given.get("code_verifier"))


def _compare_verifier(challenge: str | None, verifier: str | None) -> Refusal | None:
    if challenge is None:
        if verifier is None:
            return None
        words = "Пришёл code_verifier, а code_challenge в v2/ac не было."
        return Refusal("ESIA-007039", words)
    digest = hashlib.sha256((verifier or "").encode()).digest()
    expected = base64.urlsafe_b64encode(digest).rstrip(b"=")
    if verifier and hmac.compare_digest(expected, challenge.encode()):
        return None
    return Refusal("ESIA-007040", "code_verifier не подходит к code_challenge.")


def _refuse(refusal: Refusal, given: dict[str, str]) -> Response:
    told = {"error": refusal.error, "error_description": refusal.description}
    if given.get("state"):
        told["state"] = given["state"]
    return data(told, 400, refused=str(refusal))
