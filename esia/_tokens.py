"""Reading ЕСИА's tokens and deciding whether to believe them.

The token is only ever asked what it says, never how it wants to be checked: algorithm,
keys, issuer and audience come from the settings. Only after the signature holds is a
claim looked at.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from esia._errors import BadToken, Misconfigured
from esia._keys import ALGORITHMS, TrustedKey, read_trusted

Kind = Literal["id", "access"]

_LONGEST = 16 * 1024  # characters; real ones have about a thousand
_GREATEST_OID = 2**63 - 1
_LATEST = 253402300799  # the last second of the year 9999

# FAPI 2.0: a clock up to 10 s ahead must be forgiven, 60 s must not.
_PAST_LEEWAY = timedelta(seconds=10)
_FUTURE_LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a believed token says.

    `oid` is the person's number at ЕСИА, None only where the token names nobody;
    `subject` is `urn:esia:sbj` of an id_token (empty otherwise); `raw` is everything.
    """

    kind: Kind | None
    oid: int | None
    expires_at: datetime
    subject: Mapping[str, Any]
    raw: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Believes tokens signed by one of the trusted keys with the one algorithm.

    `trusted` are PEM or DER files with public keys or certificates; those of another
    algorithm are passed over. `issuer` and `audience` are compared exactly; None leaves
    one unchecked, which only a person at a terminal should do.
    """

    trusted: tuple[bytes, ...]
    algorithm: str
    issuer: str | None
    audience: str | None

    def __post_init__(self) -> None:
        if self.algorithm not in ALGORITHMS:
            raise Misconfigured(
                f"Алгоритм токенов — один из {', '.join(ALGORITHMS)}, "
                f"а задан «{self.algorithm}»."
            )
        if not any(key.algorithm == self.algorithm for key in self._keys()):
            raise Misconfigured(
                f"Среди доверенных ключей ЕСИА нет ни одного для {self.algorithm}."
            )

    def verify(self, token: str, now: datetime, kind: Kind | None = None) -> Claims:
        """Return the claims of a token that may be believed at the moment `now`.

        `kind` is what the token must be; None takes both. Raises `BadToken`.
        """
        signed, header, payload, signature = _split(token)
        self._check_header(_object(header, "Заголовок"), kind)
        if not self._signed(signed, signature):
            raise BadToken("Подпись токена не сходится ни с одним доверенным ключом.")
        claims = _object(payload, "Содержимое")
        expires_at = _check_times(claims, now)
        self._check_addressee(claims, kind)
        subject = claims.get("urn:esia:sbj", {})
        if not isinstance(subject, dict):
            raise BadToken("В токене испорчены сведения о человеке.")
        return Claims(kind, _oid(claims, subject), expires_at, subject, claims)

    def _keys(self) -> tuple[TrustedKey, ...]:
        return tuple(key for data in self.trusted for key in read_trusted(data))

    def _signed(self, signed: bytes, signature: bytes) -> bool:
        return any(
            trusted.key.verifies(signed, signature)
            for trusted in self._keys()
            if trusted.algorithm == self.algorithm
        )

    def _check_header(self, header: Mapping[str, Any], kind: Kind | None) -> None:
        if header.get("alg") != self.algorithm:
            raise BadToken(f"Токен подписан не алгоритмом {self.algorithm}.")
        if header.get("typ", "JWT") != "JWT" or "crit" in header:
            raise BadToken("Заголовок токена непонятен.")
        if kind is not None and header.get("sbt", kind) != kind:
            raise BadToken("Это токен другого назначения.")

    def _check_addressee(self, claims: Mapping[str, Any], kind: Kind | None) -> None:
        if self.issuer is not None and claims.get("iss") != self.issuer:
            raise BadToken("Токен выпустила не та ЕСИА, которой мы доверяем.")
        if self.audience is None:
            return
        names = {"id": ["aud"], "access": ["client_id"]}.get(
            kind or "", [name for name in ("aud", "client_id") if name in claims]
        )
        if not names or any(
            claims.get(name) not in (self.audience, [self.audience]) for name in names
        ):
            raise BadToken("Токен выпущен не для нашей системы.")


def _split(token: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Return (signed part, header, payload, signature) of a compact JWS."""
    if len(token) > _LONGEST:
        raise BadToken("Токен слишком длинный.")
    parts = token.split(".")
    if len(parts) != 3 or not all(parts):
        raise BadToken("Это не токен: в нём не три части через точку.")
    header, payload, signature = (_bytes(part) for part in parts)
    return f"{parts[0]}.{parts[1]}".encode(), header, payload, signature


def _bytes(part: str) -> bytes:
    """Decode base64url, taking exactly one spelling of the same bytes."""
    try:
        found = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (Base64Error, ValueError) as error:
        raise BadToken("Токен испорчен: часть не читается как base64url.") from error
    if urlsafe_b64encode(found).rstrip(b"=") != part.encode():
        raise BadToken("Токен испорчен: часть записана не по правилам base64url.")
    return found


def _object(raw: bytes, what: str) -> dict[str, Any]:
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


def _check_times(claims: Mapping[str, Any], now: datetime) -> datetime:
    """Refuse a token outside its time; return when it ends."""
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


def _oid(claims: Mapping[str, Any], subject: Mapping[str, Any]) -> int | None:
    """Return the person's number, refusing a token that names two people."""
    found = {
        _number(value)
        for value in (
            claims.get("urn:esia:sbj_id"),
            claims.get("sub"),
            subject.get("urn:esia:sbj:oid"),
        )
        if value is not None
    }
    if len(found) > 1:
        raise BadToken("Токен называет разных людей.")
    return found.pop() if found else None


def _number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:20])
    if type(value) is not int or not 0 < value <= _GREATEST_OID:
        raise BadToken("Номер человека в токене испорчен.")
    return value
