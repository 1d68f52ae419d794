"""`/aas/oauth2/ac` and `v2/ac`: a system asks to let a person in."""

import json
import re
import secrets
import sqlite3
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from sandbox.clients import Client
from sandbox.pages import render
from sandbox.people.citizens import Citizen
from sandbox.people.consents import is_needed
from sandbox.people.sessions import Session, find_session
from sandbox.protocol import checking
from sandbox.protocol.permissions import Wanted, read_permissions
from sandbox.protocol.proving import V1, Generation, check_signature
from sandbox.protocol.refusals import Refusal
from sandbox.web import Request, Response, page, redirect
from sandbox.world import World

MANDATORY = (
    "client_secret",
    "scope",
    "state",
    "timestamp",
    "response_type",
)
ASK_LIVES_S = 3600

PERSON_FILTERS = {
    b"conf_acc": ("confirmed",),
    b"acc_kid": ("child",),
    b"acc_not_kid": ("confirmed", "standard", "simplified"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A checked request that waits for a person."""

    client_id: str
    redirect_uri: str
    scope: str
    scope_org: str
    state: str
    challenge: str | None
    levels: list[str] | None
    """Only these accounts may come in; None means all."""
    offline: bool = False
    """Whether a token for refreshing is wanted."""
    permissions: list[str] = field(default_factory=list)
    """Kinds of consent that are asked for together with signing in."""
    nonce: str = ""
    """What the id_token of a gateway must repeat."""

    @property
    def wanted(self) -> str:
        """All that the person is asked for: names of data and kinds of consent."""
        return " ".join([self.scope, *self.permissions])


def authorize(world: World, request: Request, generation: Generation) -> Response:
    """Check a request and go on: to the sign-in page, or straight back."""
    given = dict(request.query)
    client = (
        checking.find_unreadable(request)
        or checking.find_repeated(request.query)
        or checking.find_client(world.clients, given)
    )
    if isinstance(client, Refusal):
        return stop(client)
    ask = read_ask(world, client, given, generation)
    if isinstance(ask, Refusal):
        return send_back(given["redirect_uri"], given.get("state", ""), ask)
    return go_on(world, request, ask)


def go_on(world: World, request: Request, ask: Ask) -> Response:
    """Let in whoever is signed in here; ask anybody else to sign in."""
    with world.store.open() as db:
        session = find_session(world, db, request)
        if session:
            return let_in(world, db, ask, session)
        return redirect(f"/login?ask={keep(world, db, ask)}")


def read_ask(
    world: World, client: Client, given: dict[str, str], generation: Generation
) -> Ask | Refusal:
    """Make every check of the request in ЕСИА's order."""
    refusal = (
        check_generation(world, generation)
        or checking.find_missing(given, MANDATORY + generation.mandatory)
        or _check_kind(given)
        or checking.check_scope(given["scope"])
        or checking.check_org_scope(given.get("scope_org", ""))
        or checking.check_roles(given)
        or checking.check_timestamp(given["timestamp"], world.clock.now())
        or check_signature(generation, client, given, te=False)
        or _check_challenge(given)
    )
    if refusal:
        return refusal
    levels = _read_filter(given.get("person_filter", ""))
    if isinstance(levels, Refusal):
        return levels
    wanted = _read_permissions(given, client)
    if isinstance(wanted, Refusal):
        return wanted
    return Ask(
        client.id,
        given["redirect_uri"],
        given["scope"],
        given.get("scope_org", ""),
        given["state"],
        given.get("code_challenge"),
        levels,
        given.get("access_type") == "offline",
        [one.sysname for one in wanted],
    )


def check_generation(world: World, generation: Generation) -> Refusal | None:
    """Refuse the first protocol when it is switched off."""
    if generation is V1 and world.uncertain["v1"] == "retired":
        return Refusal("ESIA-007009", "Первая версия выключена (/control/uncertain).")
    return None


def _read_filter(text: str) -> list[str] | Refusal | None:
    if not text:
        return None
    levels = PERSON_FILTERS.get(checking.read_base64(text) or b"")
    if levels is None:
        return Refusal("ESIA-007003", "person_filter не распознан.")
    return list(levels)


def _read_permissions(given: dict[str, str], client: Client) -> list[Wanted] | Refusal:
    if "permissions" not in given:
        return []
    return read_permissions(given["permissions"], client)


def _check_kind(given: dict[str, str]) -> Refusal | None:
    if given["response_type"] != "code":
        return Refusal("ESIA-007009", "response_type — только code.")
    if given.get("access_type", "online") not in ("online", "offline"):
        return Refusal("ESIA-007003", "access_type — online или offline.")
    return None


def _check_challenge(given: dict[str, str]) -> Refusal | None:
    challenge = given.get("code_challenge")
    method = given.get("code_challenge_method")
    if challenge is None and method is None:
        return None
    if method != "S256" or not re.fullmatch(r"[\w-]{43}", challenge or "", re.ASCII):
        words = "PKCE: нужны code_challenge из 43 знаков и code_challenge_method=S256."
        return Refusal("ESIA-007003", words)
    return None


def keep(world: World, db: sqlite3.Connection, ask: Ask) -> str:
    """Keep a request while the person types; give its name."""
    name = secrets.token_urlsafe(18)
    moment = world.clock.now().timestamp()
    row = (name, moment, json.dumps(asdict(ask), ensure_ascii=False))
    db.execute("INSERT INTO asks VALUES (?, ?, ?)", row)
    return name


def kept(world: World, db: sqlite3.Connection, name: str) -> Ask | None:
    """Find a request that waits; None when there is none or an hour has passed."""
    row = db.execute("SELECT at_s, body FROM asks WHERE id = ?", (name,)).fetchone()
    if row is None:
        return None
    age_s = world.clock.now().timestamp() - row["at_s"]
    return Ask(**json.loads(row["body"])) if abs(age_s) < ASK_LIVES_S else None


def let_in(
    world: World, db: sqlite3.Connection, ask: Ask, session: Session
) -> Response:
    """Issue a code for the signed-in person, or ask for his consent first."""
    refusal = _keep_out(ask, session.citizen, world.clients[ask.client_id])
    if refusal:
        return send_back(ask.redirect_uri, ask.state, refusal)
    client = world.clients[ask.client_id]
    if is_needed(world, db, client, session.citizen, ask.wanted):
        return redirect(f"/consent?ask={keep(world, db, ask)}")
    code = secrets.token_urlsafe(384)
    db.execute(
        "INSERT INTO codes VALUES (?, ?, 0, ?, ?, ?, ?)",
        (
            code,
            world.clock.now().timestamp(),
            session.citizen.oid,
            session.sid,
            session.started_s,
            json.dumps(asdict(ask), ensure_ascii=False),
        ),
    )
    return redirect(_address(ask.redirect_uri, {"code": code, "state": ask.state}))


def _keep_out(ask: Ask, citizen: Citizen, client: Client) -> Refusal | None:
    if ask.levels is not None and citizen.level not in ask.levels:
        return Refusal("ESIA-007055", "Уровень записи не проходит person_filter.")
    if client.second_factor and not citizen.phone:
        return Refusal("ESIA-007046", "Нет телефона, код по SMS послать некуда.")
    return None


def send_back(redirect_uri: str, state: str, refusal: Refusal) -> Response:
    """Answer with ЕСИА's error in the address of the system that asked."""
    told = {"error": refusal.error, "error_description": refusal.description}
    if state:
        told["state"] = state
    return redirect(_address(redirect_uri, told), refused=str(refusal))


def fail(world: World, request: Request, refusal: Refusal) -> Response:
    """Refuse a request of `ac` that was not looked at, and go back if that is safe."""
    given = dict(request.query)
    client = checking.find_client(world.clients, given)
    if isinstance(client, Refusal):
        return stop(client)
    return send_back(given["redirect_uri"], given.get("state", ""), refusal)


def stop(refusal: Refusal) -> Response:
    """Answer with a page, because the return address is not to be trusted."""
    return page(render("refused.html", refusal=refusal), 400, refused=str(refusal))


def _address(redirect_uri: str, told: dict[str, str]) -> str:
    mark = "&" if "?" in redirect_uri else "?"
    return f"{redirect_uri}{mark}{urlencode(told)}"
