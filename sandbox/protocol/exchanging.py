"""`te` of every version: a system gets tokens for a code, a refresh, or a consent."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial

from sandbox.clients import Client
from sandbox.people import consents
from sandbox.people.citizens import by_oid
from sandbox.protocol import checking, strings
from sandbox.protocol.asking import Ask, check_generation
from sandbox.protocol.proving import V1, Generation, check_signature
from sandbox.protocol.refusals import Refusal
from sandbox.protocol.spending import fits, spend_code
from sandbox.protocol.tokens import ACCESS_LIVES_S, Sitting, access_token, id_token
from sandbox.web import Request, Response, data
from sandbox.world import World

MANDATORY = (
    "client_id",
    "client_secret",
    "grant_type",
    "scope",
    "state",
    "timestamp",
)
CHANGE = "prm_chg?oid="
"""The scope that asks for a new token after a person gave a consent."""

Given = dict[str, str]
Granted = tuple[Sitting, Ask]
Take = Callable[[World, sqlite3.Connection, Client, Given], Granted | Refusal]
"""Use up what the client brought: who it speaks of, and what was asked for."""


def exchange(
    world: World, request: Request, generation: Generation, fault: str = ""
) -> Response:
    """Check a request and answer with tokens; `fault` spoils the answer."""
    pairs = request.query + request.form()
    given = dict(pairs)
    client = (
        checking.find_unreadable(request)
        or checking.find_repeated(pairs)
        or read_client(world, given, generation)
    )
    if isinstance(client, Refusal):
        return refuse(client, given)
    take = TAKE[given["grant_type"]]
    with world.store.open() as db:
        granted = take(world, db, client, given)
        if fault == "expired_code":
            granted = Refusal("ESIA-007011", "Так велела неисправность expired_code.")
        if isinstance(granted, Refusal):
            return refuse(granted, given)
        return _answer(world, db, granted, given, fault)


def _answer(
    world: World, db: sqlite3.Connection, granted: Granted, given: Given, fault: str
) -> Response:
    sitting, ask = granted
    access = access_token(world, sitting, fault)
    until_s = world.clock.now().timestamp() + ACCESS_LIVES_S
    db.execute(
        "INSERT OR REPLACE INTO grants VALUES (?, ?, ?, ?, ?)",
        (
            hashlib.sha256(access.encode()).hexdigest(),
            sitting.citizen.oid,
            sitting.scope,
            until_s,
            sitting.client.id,
        ),
    )
    told: dict[str, object] = {"access_token": access, "expires_in": ACCESS_LIVES_S}
    if "openid" in sitting.scope.split(" "):
        told["id_token"] = id_token(world, sitting, fault)
    if ask.offline:
        told["refresh_token"] = _keep_refresh(db, sitting, ask)
    return data(told | {"state": given["state"], "token_type": "Bearer"})


def _keep_refresh(db: sqlite3.Connection, sitting: Sitting, ask: Ask) -> str:
    name = str(uuid.uuid4())
    body = json.dumps(asdict(ask), ensure_ascii=False)
    row = (name, sitting.citizen.oid, sitting.sid, sitting.signed_in_s, body)
    db.execute("INSERT INTO refreshes VALUES (?, ?, ?, ?, ?)", row)
    return name


def read_client(world: World, given: Given, generation: Generation) -> Client | Refusal:
    """Make every check that needs no code: who asks, when, how it is signed."""
    kind = given.get("grant_type", "authorization_code")
    if kind not in TAKE:
        return Refusal("ESIA-007012", f"grant_type — одно из: {', '.join(TAKE)}.")
    generation = _signed(world, given, generation)
    missing = check_generation(world, generation) or checking.find_missing(
        given, (*MANDATORY, *generation.mandatory, *_needs(kind, generation))
    )
    if missing:
        return missing
    client = _find_client(world, given)
    if isinstance(client, Refusal):
        return client
    refusal = (
        _check_scopes(given)
        or checking.check_timestamp(given["timestamp"], world.clock.now())
        or check_signature(generation, client, given, te=kind == "authorization_code")
    )
    if refusal and refusal.code == "ESIA-007053" and kind == "client_credentials":
        return Refusal("ESIA-008010", refusal.words)
    return refusal or client


def _signed(world: World, given: Given, generation: Generation) -> Generation:
    """The protocol of this request: one public client refreshes in its own way."""
    if given.get("grant_type") != "refresh_token" or generation is V1:
        return generation
    if world.uncertain["refresh_string"] == "redirect_uri":
        return generation
    return replace(generation, mandatory=(), names=strings.REFRESHING)


def _needs(kind: str, generation: Generation) -> tuple[str, ...]:
    own = {"authorization_code": ("code",), "refresh_token": ("refresh_token",)}
    back = () if generation.names == strings.REFRESHING else ("redirect_uri",)
    return own.get(kind, ()) + (() if kind == "client_credentials" else back)


def _find_client(world: World, given: Given) -> Client | Refusal:
    if given.get("redirect_uri"):
        return checking.find_client(world.clients, given)
    client = world.clients.get(given["client_id"])
    words = f"Неизвестная система «{given['client_id']}»."
    return client or Refusal("ESIA-007005", words)


def _check_scopes(given: Given) -> Refusal | None:
    if given["grant_type"] == "client_credentials":
        oid = given["scope"].removeprefix(CHANGE)
        if given["scope"].startswith(CHANGE) and oid.isdecimal() and oid.isascii():
            return None
        words = f"Для client_credentials scope — {CHANGE}<oid>."
        return Refusal("ESIA-007006", words)
    org = checking.check_org_scope(given.get("scope_org", ""))
    return checking.check_scope(given["scope"]) or org


def take_code(
    world: World, db: sqlite3.Connection, client: Client, given: Given
) -> Granted | Refusal:
    """Use a code up, then compare everything it was bound to."""
    taken = spend_code(world, db, given["code"])
    if isinstance(taken, str):
        return Refusal("ESIA-007011", taken)
    ask = Ask(**json.loads(taken["body"]))
    refusal = _compare(ask, client, given)
    if refusal is None:
        refusal = _compare_verifier(ask.challenge, given.get("code_verifier"))
    return refusal or _sit(db, client, ask, taken)


def take_refresh(
    world: World, db: sqlite3.Connection, client: Client, given: Given
) -> Granted | Refusal:
    """Use a refresh token up; the answer brings the next one."""
    taken = db.execute(
        "DELETE FROM refreshes WHERE token = ? RETURNING *", (given["refresh_token"],)
    ).fetchone()
    if taken is None:
        return Refusal("ESIA-007011", "Такого refresh_token нет, или он уже обменян.")
    ask = Ask(**json.loads(taken["body"]))
    if world.uncertain["refresh_string"] == "refresh_token":
        given = {"redirect_uri": ask.redirect_uri, "scope_org": ask.scope_org} | given
    return _compare(ask, client, given) or _sit(db, client, ask, taken)


def take_consent(
    world: World, db: sqlite3.Connection, client: Client, given: Given
) -> Granted | Refusal:
    """Give a token for a person who has let this client in, and took nothing back."""
    oid = int(given["scope"].removeprefix(CHANGE))
    known = db.execute(
        "SELECT scope FROM grants WHERE oid = ? AND client = ?"
        " ORDER BY until_s DESC LIMIT 1",
        (min(oid, 2**63 - 1), client.id),
    ).fetchone()
    citizen = by_oid(db, min(oid, 2**63 - 1)) if known else None
    if citizen is None:
        return Refusal("ESIA-007019", "Этот человек в систему не входил.")
    own = [one for one in consents.own_of(db, citizen) if one.client == client.id]
    if own and not consents.in_force(own[0], world.clock.now_s()):
        return Refusal("ESIA-007019", "Согласие этого человека не действует.")
    scope = " ".join(word for word in known["scope"].split(" ") if word != "openid")
    now_s = world.clock.now().timestamp()
    sitting = Sitting(citizen, client, scope, str(uuid.uuid4()), now_s)
    return sitting, Ask(client.id, "", scope, "", given["state"], None, None)


TAKE: dict[str, Take] = {
    "authorization_code": take_code,
    "refresh_token": take_refresh,
    "client_credentials": take_consent,
}


def _sit(
    db: sqlite3.Connection, client: Client, ask: Ask, taken: sqlite3.Row
) -> Granted | Refusal:
    citizen = by_oid(db, taken["oid"])
    if citizen is None:
        return Refusal("ESIA-007011", "Этого человека больше нет.")
    sit = partial(Sitting, citizen, client, ask.scope)
    return sit(taken["sid"], taken["signed_in_s"], tuple(ask.permissions)), ask


def _compare(ask: Ask, client: Client, given: Given) -> Refusal | None:
    if ask.client_id != client.id:
        return Refusal("ESIA-007011", "Код выдан другой системе.")
    if ask.redirect_uri != given["redirect_uri"]:
        return Refusal("ESIA-007011", "redirect_uri не тот, с которым выдан код.")
    if (ask.scope, ask.scope_org) != (given["scope"], given.get("scope_org", "")):
        return Refusal("ESIA-007006", "scope не тот, с которым выдан код.")
    return None


def _compare_verifier(challenge: str | None, verifier: str | None) -> Refusal | None:
    if challenge is None:
        if verifier is None:
            return None
        words = "Пришёл code_verifier, а code_challenge в v2/ac не было."
        return Refusal("ESIA-007039", words)
    if fits(challenge, verifier or ""):
        return None
    return Refusal("ESIA-007040", "code_verifier не подходит к code_challenge.")


def refuse(refusal: Refusal, given: Given) -> Response:
    """Answer a system with ЕСИА's error."""
    told = {"error": refusal.error, "error_description": refusal.description}
    if given.get("state"):
        told["state"] = given["state"]
    return data(told, 400, refused=str(refusal))
