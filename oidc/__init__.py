"""A client of an OpenID Connect provider: of a gateway to ЕСИА, for whom we may ask.

    settings = Settings(issuer="https://gate.example", client_id="diary", …)
    provider = discover(settings)
    verifier, challenge = esia.pkce()
    url = authorization_url(settings, provider, state=…, nonce=…, challenge=challenge)
    …the person goes there and comes back with a code…
    tokens = exchange(settings, provider, code=…, nonce=…, verifier=verifier, now=…)
    told = userinfo(settings, provider, tokens)

The errors are those of `esia`, whose caution this library shares (`esia.wire`).
"""

from oidc._flow import (
    Tokens,
    authorization_url,
    end_session_url,
    exchange,
    userinfo,
)
from oidc._keys import KeyRing
from oidc._provider import Provider, discover
from oidc._settings import ALGORITHMS, Settings
from oidc._tokens import Claims, verify

__all__ = [
    "ALGORITHMS",
    "Claims",
    "KeyRing",
    "Provider",
    "Settings",
    "Tokens",
    "authorization_url",
    "discover",
    "end_session_url",
    "exchange",
    "userinfo",
    "verify",
]
