"""Reading ЕСИА's tokens and deciding whether to believe them.

The token is only ever asked what it says, never how it wants to be checked: algorithm,
keys, issuer and audience come from the settings. Only after the signature holds is a
claim looked at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from esia._errors import BadToken, Misconfigured
from esia._jws import Jws, check_times, read_jws, read_object
from esia._keys import ALGORITHMS, listed

Kind = Literal["id", "access"]

_GREATEST_OID = 2**63 - 1


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
    algorithm are passed over, and a certificate that has ended is nobody's. `issuer`
    and `audience` are compared exactly; None leaves one unchecked, which only a person
    at a terminal should do.
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
        if not listed(self.trusted, self.algorithm):
            raise Misconfigured(
                f"Среди доверенных ключей ЕСИА нет ни одного для {self.algorithm}."
            )

    def verify(self, token: str, now: datetime, kind: Kind | None = None) -> Claims:
        """Return the claims of a token that may be believed at the moment `now`.

        `kind` is what the token must be; None takes both. Raises `BadToken`.
        """
        jws = read_jws(token)
        self._check_header(jws.header, kind)
        self._check_signature(jws, now)
        claims = read_object(jws.payload, "Содержимое")
        expires_at = check_times(claims, now)
        self._check_addressee(claims, kind)
        subject = claims.get("urn:esia:sbj", {})
        if not isinstance(subject, dict):
            raise BadToken("В токене испорчены сведения о человеке.")
        return Claims(kind, _oid(claims, subject), expires_at, subject, claims)

    def _check_signature(self, jws: Jws, now: datetime) -> None:
        keys = listed(self.trusted, self.algorithm)
        # The living first: the same key may stand in an old and in a new certificate.
        signers = (
            trusted
            for trusted in sorted(keys, key=lambda one: one.ended(now))
            if trusted.key.verifies(jws.signed, jws.signature)
        )
        signer = next(signers, None)
        if signer is None:
            raise BadToken("Подпись токена не сходится ни с одним доверенным ключом.")
        if signer.ended(now):
            raise BadToken("Токен подписан ключом, сертификат которого кончился.")

    def _check_header(self, header: Mapping[str, Any], kind: Kind | None) -> None:
        if header.get("alg") != self.algorithm:
            raise BadToken(f"Токен подписан не алгоритмом {self.algorithm}.")
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
    if isinstance(value, str) and re.fullmatch("[1-9][0-9]{0,18}", value):
        value = int(value)
    if type(value) is not int or not 0 < value <= _GREATEST_OID:
        raise BadToken("Номер человека в токене испорчен.")
    return value
