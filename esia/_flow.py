"""The way of a person: to ЕСИА, back with a code, the code for tokens, and out."""

import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

from esia._errors import BadToken, Protocol
from esia._http import connected
from esia._settings import Settings
from esia._signing import Signer
from esia._tokens import Claims

_AUTHORIZE = "/aas/oauth2/v2/ac"
_TOKEN = "/aas/oauth2/v3/te"  # noqa: S105
_LOGOUT = "/idp/ext/Logout"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a code was exchanged for, already believed.

    `access` opens the person's data until `access_claims.expires_at`; `oid` is the
    person's number, equal in both tokens.
    """

    access: str = field(repr=False)
    oid: int
    id_claims: Claims
    access_claims: Claims


def pkce() -> tuple[str, str]:
    """Make (verifier, challenge) of RFC 7636, method S256.

    The verifier stays on our side until `exchange`, the challenge goes with the person.
    """
    verifier = secrets.token_urlsafe(32)
    return verifier, challenge_of(verifier)


def challenge_of(verifier: str) -> str:
    """Return the challenge that belongs to a verifier."""
    digest = sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def authorization_url(
    settings: Settings,
    signer: Signer,
    *,
    state: str,
    now: datetime,
    challenge: str | None = None,
) -> str:
    """Return the address to send a person to.

    `state` is a UUID text, single-use and bound to the browser by the caller; `now` is
    aware and close to the truth: ЕСИА refuses a clock that is off.
    """
    fields = _common(settings, signer, state, now)
    fields |= {"response_type": "code", "access_type": "online"}
    if challenge is not None:
        fields |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    return f"{settings.base_url}{_AUTHORIZE}?{urlencode(fields, quote_via=quote)}"


def exchange(
    settings: Settings,
    signer: Signer,
    *,
    code: str,
    state_new: str,
    now: datetime,
    verifier: str | None = None,
) -> Tokens:
    """Exchange a code for tokens and believe them only if everything agrees.

    `state_new` is a fresh UUID for this request; `verifier` belongs to the challenge
    sent before. Raises `Unavailable`, `Denied`, `Protocol` or `BadToken`.
    """
    check_code("ЕСИА", code)
    fields = _common(settings, signer, state_new, now, code)
    fields |= {
        "grant_type": "authorization_code",
        "code": code,
        "token_type": "Bearer",
    }
    if verifier is not None:
        fields["code_verifier"] = verifier
    with connected(settings.timeout_s) as line:
        answer = line.ask("POST", settings.base_url + _TOKEN, data=fields)
    return _believed(settings, answer, state_new, now)


def check_code(whom: str, code: str) -> None:
    """Refuse a code that no server gives; `whom` is in the genitive. `Protocol`."""
    if not re.fullmatch("[!-~]{1,4096}", code):
        raise Protocol(f"Код от {whom} пуст, слишком длинен или испорчен.")


def logout_url(settings: Settings, return_to: str) -> str:
    """Return the address that ends the session at ЕСИА and brings the person back."""
    fields = {"client_id": settings.client_id, "redirect_url": return_to}
    return f"{settings.base_url}{_LOGOUT}?{urlencode(fields, quote_via=quote)}"


def _common(
    settings: Settings, signer: Signer, state: str, now: datetime, code: str = ""
) -> dict[str, str]:
    """Return the fields of both requests, signed in the order of the v2/v3 protocol."""
    timestamp = _timestamp(now)
    message = (
        settings.client_id
        + settings.scope
        + timestamp
        + state
        + settings.redirect_uri
        + code
    )
    signature = signer.sign(message.encode())
    return {
        "client_id": settings.client_id,
        "client_secret": urlsafe_b64encode(signature).rstrip(b"=").decode(),
        "client_certificate_hash": settings.certificate_hash,
        "redirect_uri": settings.redirect_uri,
        "scope": settings.scope,
        "state": state,
        "timestamp": timestamp,
    }


def _timestamp(now: datetime) -> str:
    if now.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return now.strftime("%Y.%m.%d %H:%M:%S %z")


def _believed(
    settings: Settings, answer: dict[str, Any], state: str, now: datetime
) -> Tokens:
    if answer.get("state") != state:
        raise Protocol("ЕСИА ответила не на наш запрос: state не совпал.")
    id_token, access = answer.get("id_token"), answer.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access, str):
        raise Protocol("В ответе ЕСИА нет токенов.")
    verifier = settings.verifier()
    id_claims = verifier.verify(id_token, now, "id")
    access_claims = verifier.verify(access, now, "access")
    oid = id_claims.oid
    if oid is None or access_claims.oid != oid:
        raise BadToken("Токены ЕСИА называют разных людей.")
    return Tokens(access, oid, id_claims, access_claims)
