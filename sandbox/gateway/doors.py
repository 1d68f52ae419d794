"""Where a gateway's doors are: its discovery document, its keys, the way out."""

import base64
from typing import Any

from sandbox.clients import origin
from sandbox.gateway import authorizing, telling
from sandbox.people.sessions import end_session
from sandbox.protocol.asking import stop
from sandbox.protocol.refusals import Refusal
from sandbox.signing.keys import GOST, RSA
from sandbox.signing.rsa import RsaPrivateKey
from sandbox.web import Request, Response, Routes, data, redirect
from sandbox.world import World


def lay(routes: Routes) -> None:
    """Add the gateway's rows; named like ЕСИА's own, they break by the same faults."""
    routes.add("", "/.well-known/openid-configuration", GET=show_configuration)
    routes.add("", "/oidc/jwks", GET=show_keys)
    routes.add("ac", "/oidc/authorize", GET=authorizing.authorize)
    routes.add("te", "/oidc/token", POST=telling.exchange)
    routes.add("person", "/oidc/userinfo", GET=telling.show_person)
    routes.add("logout", "/oidc/logout", GET=leave)


def show_configuration(world: World, request: Request) -> Response:
    """`/.well-known/openid-configuration` (OpenID Connect Discovery 1.0)."""
    doors = {
        f"{name}_endpoint": f"{world.base}/oidc/{path}"
        for name, path in (
            ("authorization", "authorize"),
            ("token", "token"),
            ("userinfo", "userinfo"),
            ("end_session", "logout"),
        )
    }
    return data(
        {
            "issuer": world.base,
            "jwks_uri": f"{world.base}/oidc/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [RSA, GOST],
            "token_endpoint_auth_methods_supported": [
                "client_secret_basic",
                "client_secret_post",
            ],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": sorted(telling.CLAIMS),
            **doors,
        }
    )


def show_keys(world: World, request: Request) -> Response:
    """The key of tokens in RS256. A JWK of GOST does not exist: that key is a file."""
    return data({"keys": [_jwk(world)]})


def leave(world: World, request: Request) -> Response:
    """End the session and go back where the system asked (RP-Initiated Logout 1.0)."""
    given = dict(request.query)
    client = world.clients.get(given.get("client_id", ""))
    target = given.get("post_logout_redirect_uri", "")
    if target and (client is None or origin(target) not in client.origins):
        words = "Адрес post_logout_redirect_uri не с сайта системы из client_id."
        return stop(Refusal("ESIA-007023", words))
    with world.store.open() as db:
        return redirect(target or "/", end_session(db, request))


def _jwk(world: World) -> dict[str, Any]:
    key = world.token_keys[RSA]
    if not isinstance(key, RsaPrivateKey):
        raise TypeError("the key of RS256 is not RSA")
    numbers = key.key.public_key().public_numbers()
    n, e = _number(numbers.n), _number(numbers.e)
    return {"kty": "RSA", "use": "sig", "alg": RSA, "kid": telling.KID, "n": n, "e": e}


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
