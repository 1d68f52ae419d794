"""Reading a signed token strictly: one spelling, no name twice, no time but its own.

What stands here is true of every compact JWS, whoever signed it.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from esia._errors import BadToken

_LONGEST = 16 * 1024  # characters; real ones have about a thousand
_LATEST = 253402300799  # the last second of the year 9999

# FAPI 2.0: a clock up to 10 s ahead must be forgiven, 60 s must not.
_PAST_LEEWAY = timedelta(seconds=10)
_FUTURE_LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Jws:
    """A token in its parts; `payload` is to be read only once `signature` holds."""

    signed: bytes = field(repr=False)
    header: Mapping[str, Any]
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def read_jws(token: str) -> Jws:
    """Take a compact JWS apart; its header is read, its payload is not. `BadToken`.

    A header that asks for more than we understand, or is of no JWT, is refused.
    """
    if len(token) > _LONGEST:
        raise BadToken("Токен слишком длинный.")
    parts = token.split(".")
    if len(parts) != 3 or not all(parts):
        raise BadToken("Это не токен: в нём не три части через точку.")
    header, payload, signature = (_bytes(part) for part in parts)
    signed = f"{parts[0]}.{parts[1]}".encode()
    said = read_object(header, "Заголовок")
    if said.get("typ", "JWT") != "JWT" or "crit" in said:
        raise BadToken("Заголовок токена непонятен.")
    return Jws(signed, said, payload, signature)


def _bytes(part: str) -> bytes:
    """Decode base64url, taking exactly one spelling of the same bytes."""
    try:
        found = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (Base64Error, ValueError) as error:
        raise BadToken("Токен испорчен: часть не читается как base64url.") from error
    if urlsafe_b64encode(found).rstrip(b"=") != part.encode():
        raise BadToken("Токен испорчен: часть записана не по правилам base64url.")
    return found


def read_object(raw: bytes, what: str) -> dict[str, Any]:
    """Read a JSON object that names nothing twice; `what` begins the sentence."""
    try:
        found = json.loads(
            raw.decode(), object_pairs_hook=_unique, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise BadToken(f"{what} токена не читается.") from error
    if not isinstance(found, dict):
        raise BadToken(f"{what} токена не читается.")
    return found


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def check_times(claims: Mapping[str, Any], now: datetime) -> datetime:
    """Refuse a token outside its time; return when it ends. `BadToken`."""
    expires_at = _moment(claims, "exp")
    if expires_at <= now - _PAST_LEEWAY:
        raise BadToken("Срок токена истёк.")
    starts = [_moment(claims, "iat")]
    if "nbf" in claims:
        starts.append(_moment(claims, "nbf"))
    if max(starts) >= now + _FUTURE_LEEWAY:
        raise BadToken("Токен выпущен в будущем: сверьте часы сервера.")
    return expires_at


def _moment(claims: Mapping[str, Any], name: str) -> datetime:
    value = claims.get(name)
    if type(value) is not int or not 0 <= value <= _LATEST:
        raise BadToken(f"В токене нет срока «{name}» или он испорчен.")
    return datetime.fromtimestamp(value, UTC)
