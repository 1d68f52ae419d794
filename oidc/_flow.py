"""The way of a person: to the provider, back with a code, for tokens, and out."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from esia import BadToken, Protocol
from esia.wire import check_code, connected
from oidc._provider import Provider
from oidc._settings import WHOM, Settings
from oidc._tokens import Claims, subject_of, verify


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a code was exchanged for: `claims` are believed, `access` opens userinfo."""

    access: str = field(repr=False)
    claims: Claims


def authorization_url(
    settings: Settings, provider: Provider, *, state: str, nonce: str, challenge: str
) -> str:
    """Return the address to send a person to.

    `state` and `nonce` are single-use and bound to the browser by the caller;
    `challenge` is PKCE's, method S256.
    """
    fields = {
        "response_type": "code",
        "client_id": settings.client_id,
        "redirect_uri": settings.redirect_uri,
        "scope": settings.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return _with(provider.authorization, fields)


def exchange(
    settings: Settings,
    provider: Provider,
    *,
    code: str,
    nonce: str,
    verifier: str,
    now: datetime,
) -> Tokens:
    """Exchange a code for tokens and believe the id_token only if everything agrees.

    `nonce` and `verifier` belong to what was sent with the person. Raises
    `Unavailable`, `Denied`, `Protocol` or `BadToken`.
    """
    check_code(WHOM, code)
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": settings.redirect_uri,
        "code_verifier": verifier,
    }
    authorization = _basic(settings)
    if authorization is None:
        fields |= {
            "client_id": settings.client_id,
            "client_secret": settings.client_secret,
        }
    with connected(settings.timeout_s, WHOM) as line:
        answer = line.ask("POST", provider.token, fields, authorization)
    token, access = answer.get("id_token"), answer.get("access_token")
    kind = answer.get("token_type")
    if not isinstance(token, str) or not isinstance(access, str):
        raise Protocol("В ответе шлюза нет токенов.")
    plain = access.isascii() and access.isprintable()
    if not isinstance(kind, str) or kind.lower() != "bearer" or not plain:
        raise Protocol("Шлюз выдал токен, с которым мы не умеем обращаться.")
    claims = verify(settings, provider.keys, token, nonce=nonce, now=now)
    return Tokens(access, claims)


def userinfo(
    settings: Settings, provider: Provider, tokens: Tokens
) -> Mapping[str, Any]:
    """Ask what else the provider tells of the person; {} where it has no such door.

    It must speak of the same person as the id_token. Raises `Unavailable`, `Denied`,
    `Protocol` or `BadToken`.
    """
    if not provider.userinfo:
        return {}
    authorization = f"Bearer {tokens.access}"
    with connected(settings.timeout_s, WHOM) as line:
        told = line.ask("GET", provider.userinfo, authorization=authorization)
    if subject_of(told) != tokens.claims.subject:
        raise BadToken("Шлюз называет разных людей.")
    return told


def end_session_url(settings: Settings, provider: Provider, return_to: str) -> str:
    """Return the address that ends the session at the provider and brings back.

    A provider without such a door keeps its session: then it is `return_to` itself.
    """
    if not provider.end_session:
        return return_to
    fields = {"client_id": settings.client_id, "post_logout_redirect_uri": return_to}
    return _with(provider.end_session, fields)


def _basic(settings: Settings) -> str | None:
    """Return the header of client_secret_basic (RFC 6749 §2.3.1), if it is used."""
    if settings.authentication != "basic":
        return None
    pair = f"{quote_plus(settings.client_id)}:{quote_plus(settings.client_secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _with(address: str, fields: Mapping[str, str]) -> str:
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}{urlencode(fields, quote_via=quote)}"
