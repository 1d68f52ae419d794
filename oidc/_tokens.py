"""Deciding whether to believe an id_token.

As in `esia`, the token is only ever asked what it says, never how it wants to be
checked; the one thing taken from its header is the name of a key, looked up among the
provider's own.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from esia import BadToken
from esia.wire import check_times, read_jws, read_object
from oidc._keys import KeyRing
from oidc._settings import Settings


@dataclass(frozen=True, slots=True)
class Claims:
    """What a believed id_token says: `subject` is its `sub`, `raw` everything."""

    subject: str
    expires_at: datetime
    raw: Mapping[str, Any] = field(repr=False)


def verify(
    settings: Settings, keys: KeyRing, token: str, *, nonce: str, now: datetime
) -> Claims:
    """Return the claims of an id_token that may be believed at the moment `now`.

    `nonce` is what we sent for this very sign-in. Raises `BadToken`; also what
    `KeyRing.find` raises.
    """
    jws = read_jws(token)
    algorithm, kid = _header(settings, jws.header)
    candidates = keys.find(algorithm, kid, now)
    if not any(key.verifies(jws.signed, jws.signature) for key in candidates):
        raise BadToken("Подпись токена не сходится ни с одним ключом шлюза.")
    claims = read_object(jws.payload, "Содержимое")
    expires_at = check_times(claims, now)
    _check_addressee(settings, claims)
    _check_nonce(claims.get("nonce"), nonce)
    return Claims(subject_of(claims), expires_at, claims)


def subject_of(claims: Mapping[str, Any]) -> str:
    """Return `sub` as a text; some providers write a number. Raises `BadToken`."""
    subject = claims.get("sub")
    if type(subject) is int:
        subject = str(subject)
    if isinstance(subject, str) and re.fullmatch("[ -~]{1,255}", subject):
        return subject
    raise BadToken("Шлюз не назвал человека или назвал его неразборчиво.")


def _header(settings: Settings, header: Mapping[str, Any]) -> tuple[str, str | None]:
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in settings.algorithms:
        raise BadToken(f"Токен подписан не алгоритмом {settings.algorithms}.")
    if not isinstance(kid, str | None):
        raise BadToken("Заголовок токена непонятен.")
    return algorithm, kid


def _check_addressee(settings: Settings, claims: Mapping[str, Any]) -> None:
    if claims.get("iss") != settings.issuer:
        raise BadToken("Токен выпустил не тот шлюз, которому мы доверяем.")
    ours = settings.client_id
    # Of several audiences only we are trusted, so there may be no other.
    if claims.get("aud") not in (ours, [ours]) or claims.get("azp", ours) != ours:
        raise BadToken("Токен выпущен не для нашей системы.")


def _check_nonce(told: object, sent: str) -> None:
    # Half a surrogate pair passes JSON and cannot be encoded; what we send is ASCII.
    if not isinstance(told, str) or not told.isascii():
        raise BadToken("В токене нет nonce или он испорчен.")
    if not hmac.compare_digest(told.encode(), sent.encode()):
        raise BadToken("Токен выпущен не для этого входа: nonce не совпал.")
