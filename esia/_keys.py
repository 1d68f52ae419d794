"""Keys and certificates in files: PEM or DER, GOST or RSA.

Only what signatures need is read from a certificate: its key and its end. Trust comes
from being listed in the settings, not from a chain, and lasts until that end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import core, pem
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from esia._asn1 import (
    GOST_KEY,
    RSA_KEY,
    Algorithm,
    Certificate,
    GostParameters,
    PrivateKeyInfo,
    PublicKeyInfo,
)
from esia._curves import CURVES, Curve
from esia._errors import Misconfigured
from esia._gost import GostPrivateKey, GostPublicKey
from esia._streebog import streebog256

GOST = "GOST3410_2012_256"
RSA = "RS256"
ALGORITHMS = (GOST, RSA)

_LEAST_RSA_BITS = 2048
_COORDINATE = 32


@dataclass(frozen=True, slots=True)
class RsaPublicKey:
    """An RSA key that checks RS256."""

    key: rsa.RSAPublicKey

    @classmethod
    def of(cls, key: object) -> "RsaPublicKey | None":
        """Take a key of `cryptography`; None when it is not RSA or too short."""
        if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _LEAST_RSA_BITS:
            return cls(key)
        return None

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether this is the key's PKCS #1 v1.5 signature with SHA-256."""
        try:
            self.key.verify(signature, message, padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key, the one algorithm it serves and, from a certificate, its end."""

    key: GostPublicKey | RsaPublicKey
    algorithm: str
    valid_until: datetime | None

    def ended(self, now: datetime) -> bool:
        """Tell whether its certificate is over; the last second belongs to it still.

        So RFC 5280, §4.1.2.5. A bare key never ends. There is no beginning: a new
        certificate is listed before its owner takes it into use.
        """
        return self.valid_until is not None and self.valid_until < now


@lru_cache(maxsize=64)
def read_trusted(data: bytes) -> tuple[TrustedKey, ...]:
    """Read public keys and certificates: a PEM file of one or many, or one DER.

    Raises `Misconfigured` when nothing usable is inside or a part cannot be read.
    """
    keys = tuple(_trusted(label, der) for label, der in _parts(data))
    if not keys:
        raise Misconfigured("В файле нет ни открытого ключа, ни сертификата.")
    return keys


def listed(files: Iterable[bytes], algorithm: str) -> tuple[TrustedKey, ...]:
    """Return the keys in several files that serve one algorithm.

    Raises `Misconfigured` for a file that cannot be read.
    """
    keys = (key for data in files for key in read_trusted(data))
    return tuple(key for key in keys if key.algorithm == algorithm)


def last_end(keys: Iterable[TrustedKey]) -> datetime | None:
    """Return when the last of the certificates ends; None where a key never does."""
    ends = [key.valid_until for key in keys]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def read_private(data: bytes) -> GostPrivateKey:
    """Read a GOST private key from PEM (PKCS #8, not encrypted).

    Raises `Misconfigured`.
    """
    for label, der in _parts(data):
        if label == "PRIVATE KEY":
            try:
                return _private(der)
            except (ValueError, TypeError, KeyError) as error:
                raise Misconfigured("Закрытый ключ не читается.") from error
    raise Misconfigured("В файле нет закрытого ключа (PRIVATE KEY в PEM).")


def certificate_hash(data: bytes) -> str:
    """Return `client_certificate_hash`: Streebog-256 over DER, 64 upper hex digits.

    Takes a certificate in PEM or DER; raises `Misconfigured`.
    """
    for label, der in _parts(data):
        if label == "CERTIFICATE":
            _trusted(label, der)  # what cannot be read is not worth hashing
            return streebog256(der).hex().upper()
    raise Misconfigured("В файле нет сертификата.")


def valid_until(data: bytes) -> datetime | None:
    """Return when the first of the certificates in a file ends; None for bare keys.

    For the alarm before ЕСИА changes its key. Raises `Misconfigured`.
    """
    ends = [key.valid_until for key in read_trusted(data) if key.valid_until]
    return min(ends, default=None)


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    """Split a file into (label, DER); bare DER is taken for a certificate."""
    try:
        if not pem.detect(data):
            return [("CERTIFICATE", data)] if data[:1] == b"\x30" else []
        return [
            (label or "", der) for label, _, der in pem.unarmor(data, multiple=True)
        ]
    except (ValueError, TypeError) as error:
        raise Misconfigured("Файл с ключом или сертификатом не читается.") from error


def _trusted(label: str, der: bytes) -> TrustedKey:
    try:
        if label == "CERTIFICATE":
            tbs = Certificate.load(der, strict=True)["tbs"]
            until = tbs["validity"]["not_after"].native
            return _public(tbs["key"], until)
        if label == "PUBLIC KEY":
            return _public(PublicKeyInfo.load(der, strict=True), None)
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm) as error:
        raise Misconfigured("Открытый ключ или сертификат не читается.") from error
    raise Misconfigured("Нужен открытый ключ или сертификат, а в файле другое.")


def _public(info: PublicKeyInfo, until: datetime | None) -> TrustedKey:
    algorithm = info["algorithm"]["algorithm"].dotted
    if algorithm == GOST_KEY:
        curve = _curve(info["algorithm"])
        pair = core.OctetString.load(bytes(info["public_key"]), strict=True).native
        point = _little(pair[:_COORDINATE]), _little(pair[_COORDINATE:])
        if len(pair) != 2 * _COORDINATE or not curve.holds(point):
            raise ValueError("not a point of the curve")
        return TrustedKey(GostPublicKey(curve, point), GOST, until)
    if algorithm == RSA_KEY:
        key = RsaPublicKey.of(load_der_public_key(info.dump()))
        if key is not None:
            return TrustedKey(key, RSA, until)
    raise ValueError("neither GOST R 34.10-2012-256 nor RSA of 2048 bits")


def _curve(algorithm: Algorithm) -> Curve:
    parameters = algorithm["parameters"].parse(GostParameters)
    return CURVES[parameters["curve"].dotted]


def _private(der: bytes) -> GostPrivateKey:
    info = PrivateKeyInfo.load(der, strict=True)
    if info["algorithm"]["algorithm"].dotted != GOST_KEY:
        raise ValueError("not a GOST key")
    curve = _curve(info["algorithm"])
    secret = _secret(info["private_key"].native)
    if not 0 < secret < curve.q:
        raise ValueError("out of range")
    return GostPrivateKey(curve, secret)


def _secret(raw: bytes) -> int:
    """Read the number itself; programs write it in three ways."""
    if len(raw) == _COORDINATE:  # OpenSSL's engine: bare bytes
        return _little(raw)
    inner = core.Asn1Value.load(raw, strict=True)
    if isinstance(inner, core.OctetString) and len(inner.native) == _COORDINATE:
        return _little(inner.native)
    if isinstance(inner, core.Integer):  # older engines
        return int(inner.native)
    raise ValueError("not a private key")


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")
