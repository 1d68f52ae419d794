"""Discovery: the provider tells where its doors are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from esia import Misconfigured, Protocol
from esia.wire import connected, read_address
from oidc._keys import KeyRing
from oidc._settings import WHOM, Settings

_WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Provider:
    """The doors of a provider, and its keys; good for as long as the caller likes.

    An address is empty where the provider has no such door.
    """

    authorization: str
    token: str
    userinfo: str
    end_session: str
    keys: KeyRing = field(repr=False, compare=False)


def discover(settings: Settings) -> Provider:
    """Ask the provider where its doors are. Raises `Unavailable` or `Protocol`.

    What it says of itself must begin with the issuer that we were configured with, and
    every door must be at the issuer's own origin: our secret goes nowhere else.
    """
    with connected(settings.timeout_s, WHOM) as line:
        told = line.ask("GET", settings.issuer.rstrip("/") + _WELL_KNOWN)
    if told.get("issuer") != settings.issuer:
        raise Protocol("Шлюз называет себя не тем издателем, который задан.")
    methods = told.get("code_challenge_methods_supported", ["S256"])
    if not isinstance(methods, list) or "S256" not in methods:
        raise Protocol("Шлюз не умеет PKCE с S256.")
    keys = _door(settings, told, "jwks_uri")
    return Provider(
        authorization=_door(settings, told, "authorization_endpoint"),
        token=_door(settings, told, "token_endpoint"),
        userinfo=_door(settings, told, "userinfo_endpoint", needed=False),
        end_session=_door(settings, told, "end_session_endpoint", needed=False),
        keys=KeyRing(settings, keys),
    )


def _door(
    settings: Settings, told: Mapping[str, Any], name: str, *, needed: bool = True
) -> str:
    address = told.get(name)
    if address is None and not needed:
        return ""
    if not isinstance(address, str):
        raise Protocol(f"Шлюз не сообщил «{name}».")
    try:
        read_address(name, address, plain_http=settings.plain_http)
    except Misconfigured as error:
        raise Protocol(f"Шлюз сообщил негодный «{name}».") from error
    parts = urlsplit(address)
    if (parts.scheme, parts.netloc) != settings.origin:
        raise Protocol(f"Шлюз сообщил «{name}» на чужом узле.")
    return address
