"""`/oidc/authorize`: a system asks the gateway to let a person in."""

import re

from sandbox.clients import Client
from sandbox.gateway import telling
from sandbox.protocol import checking
from sandbox.protocol.asking import Ask, go_on, send_back, stop
from sandbox.protocol.refusals import Refusal
from sandbox.web import Request, Response
from sandbox.world import World

MANDATORY = ("response_type", "scope", "state", "code_challenge")


def authorize(world: World, request: Request) -> Response:
    """Check a request and go on: to the sign-in page, or straight back."""
    given = dict(request.query)
    client = (
        checking.find_unreadable(request)
        or checking.find_repeated(request.query)
        or _client(world, given)
    )
    if isinstance(client, Refusal):
        return stop(client)
    refusal = _refusal(given)
    if refusal:
        return send_back(given["redirect_uri"], given.get("state", ""), refusal)
    ask = Ask(
        client.id,
        given["redirect_uri"],
        given["scope"],
        "",
        given["state"],
        given["code_challenge"],
        None,
        nonce=given.get("nonce", ""),
    )
    return go_on(world, request, ask)


def _client(world: World, given: dict[str, str]) -> Client | Refusal:
    client = checking.find_client(world.clients, given)
    if isinstance(client, Client) and not client.secret:
        words = 'У этой системы нет секрета: в clients.toml нужно kind = "oidc".'
        return Refusal("ESIA-007005", words)
    return client


def _refusal(given: dict[str, str]) -> Refusal | None:
    missing = checking.find_missing(given, MANDATORY)
    if missing:
        return missing
    if given["response_type"] != "code":
        return Refusal("ESIA-007009", "response_type — только code.")
    words = given["scope"].split(" ")
    unknown = [word for word in words if word not in telling.CLAIMS]
    if unknown or "openid" not in words:
        known = ", ".join(telling.CLAIMS)
        return Refusal("ESIA-007006", f"В scope нужен openid, и есть только {known}.")
    right = re.fullmatch(r"[\w-]{43}", given["code_challenge"], re.ASCII)
    if not right or given.get("code_challenge_method") != "S256":
        words_ = "PKCE: нужны code_challenge из 43 знаков и code_challenge_method=S256."
        return Refusal("ESIA-007003", words_)
    return None
