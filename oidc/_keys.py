"""The provider's public keys: fetched from its JWKS, seldom again, read strictly."""

import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from esia import Protocol as BadProtocol
from esia import Unavailable
from esia.wire import GOST, RSA, RsaPublicKey, connected
from oidc._settings import ES, WHOM, Settings

_REST_S = 60.0
_MOST_KEYS = 50
_COORDINATE = 32


class PublicKey(Protocol):
    """Whatever can tell a signature from rubbish."""

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether this is the key's signature of the message."""
        ...


@dataclass(frozen=True, slots=True)
class EcPublicKey:
    """A key on P-256 that checks ES256."""

    key: ec.EllipticCurvePublicKey

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the 64 bytes r‖s are this key's signature; DER never is."""
        if len(signature) != 2 * _COORDINATE:
            return False
        r = int.from_bytes(signature[:_COORDINATE], "big")
        s = int.from_bytes(signature[_COORDINATE:], "big")
        try:
            self.key.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


class KeyRing:
    """The keys of one provider. Several threads may use it.

    They are fetched when the first token comes and when one names a key that is not
    here, at most once a minute whatever the tokens say.
    """

    def __init__(self, settings: Settings, address: str) -> None:
        self._settings = settings
        self._address = address
        self._gost = settings.gost_keys()
        self._keys: dict[str, dict[str | None, PublicKey]] = {}
        self._asked_at: float | None = None
        self._came = True
        self._lock = threading.Lock()

    def find(
        self, algorithm: str, kid: str | None, now: datetime
    ) -> tuple[PublicKey, ...]:
        """Return the keys that may have signed: none, one, or the trusted ones of GOST.

        A token without `kid` gets a key only where there is just one for `algorithm`.
        A key of GOST whose certificate has ended by `now` is nobody's any more.
        Raises `Unavailable`, `Denied` or `Protocol` when the keys have to be fetched
        and cannot.
        """
        if algorithm == GOST:
            return tuple(one.key for one in self._gost if not one.ended(now))
        with self._lock:
            found = self._here(algorithm, kid)
            if found or (self._came and not self._rested()):
                return found
            if not self._rested():
                raise Unavailable("Ключи шлюза только что не пришли.")
            self._asked_at, self._came = time.monotonic(), False
            self._keys = self._fetched()
            self._came = True
            return self._here(algorithm, kid)

    def _here(self, algorithm: str, kid: str | None) -> tuple[PublicKey, ...]:
        keys = self._keys.get(algorithm, {})
        if kid is not None:
            return (keys[kid],) if kid in keys else ()
        return tuple(keys.values()) if len(keys) == 1 else ()

    def _rested(self) -> bool:
        return self._asked_at is None or time.monotonic() - self._asked_at >= _REST_S

    def _fetched(self) -> dict[str, dict[str | None, PublicKey]]:
        with connected(self._settings.timeout_s, WHOM) as line:
            listed = line.ask("GET", self._address).get("keys")
        if not isinstance(listed, list) or len(listed) > _MOST_KEYS:
            raise BadProtocol("Шлюз прислал испорченный список ключей.")
        keys: dict[str, dict[str | None, PublicKey]] = defaultdict(dict)
        for told in listed:
            algorithm, key = _read(told) if isinstance(told, dict) else ("", None)
            if key is None:
                continue
            kid = told.get("kid")
            if keys[algorithm].get(kid, key) != key:
                raise BadProtocol("Шлюз назвал одним именем разные ключи.")
            keys[algorithm][kid] = key
        return dict(keys)


def _read(told: Mapping[str, Any]) -> tuple[str, PublicKey | None]:
    """Read one JWK; what is unreadable, of no use, or better unseen is no key."""
    algorithm = {"RSA": RSA, "EC": ES}.get(str(told.get("kty")), "")
    usable = (
        algorithm
        and told.get("use", "sig") == "sig"
        and told.get("alg", algorithm) == algorithm
        and isinstance(told.get("kid"), str | None)
        and "d" not in told
    )
    if not usable:
        return algorithm, None
    try:
        return algorithm, _rsa(told) if algorithm == RSA else _ec(told)
    except (InvalidKeyError, ValueError, TypeError, KeyError):
        return algorithm, None


def _rsa(told: Mapping[str, Any]) -> RsaPublicKey | None:
    return RsaPublicKey.of(RSAAlgorithm.from_jwk(dict(told)))


def _ec(told: Mapping[str, Any]) -> EcPublicKey | None:
    if told.get("crv") != "P-256":
        return None
    key = ECAlgorithm.from_jwk(dict(told))
    return EcPublicKey(key) if isinstance(key, ec.EllipticCurvePublicKey) else None
