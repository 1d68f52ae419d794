"""A new GOST key and a self-signed certificate for it.

ЕСИА's test stand takes self-signed certificates; production wants one from an
accredited authority, whose key never comes from here.
"""

import secrets
from datetime import datetime, timedelta

from asn1crypto import core, pem, x509

from esia._asn1 import (
    GOST_DIGEST,
    GOST_KEY,
    GOST_SIGNATURE,
    Algorithm,
    Certificate,
    GostParameters,
    PrivateKeyInfo,
    PublicKeyInfo,
    Tbs,
)
from esia._curves import CURVES
from esia._gost import GostPrivateKey, GostPublicKey

_CURVE = "1.2.643.2.2.35.1"
_BYTES = 32


def make_key(name: str, since: datetime, days: int = 3650) -> tuple[bytes, bytes]:
    """Make a key and its certificate: (PKCS #8 PEM, certificate PEM).

    `name` becomes the common name of subject and issuer; `since` is aware.
    """
    key = GostPrivateKey.generate(CURVES[_CURVE])
    return (
        _armour("PRIVATE KEY", _private(key)),
        _armour("CERTIFICATE", _certificate(key, name, since, days)),
    )


def _armour(label: str, der: bytes) -> bytes:
    return bytes(pem.armor(label, der))


def _algorithm() -> Algorithm:
    parameters = GostParameters({"curve": _CURVE, "digest": GOST_DIGEST})
    return Algorithm({"algorithm": GOST_KEY, "parameters": parameters})


def _private(key: GostPrivateKey) -> bytes:
    return bytes(
        PrivateKeyInfo(
            {
                "version": 0,
                "algorithm": _algorithm(),
                "private_key": key.secret.to_bytes(_BYTES, "little"),
            }
        ).dump()
    )


def _public(key: GostPublicKey) -> PublicKeyInfo:
    pair = b"".join(part.to_bytes(_BYTES, "little") for part in key.point)
    return PublicKeyInfo(
        {"algorithm": _algorithm(), "public_key": core.OctetString(pair).dump()}
    )


def _certificate(key: GostPrivateKey, name: str, since: datetime, days: int) -> bytes:
    who = x509.Name.build({"common_name": name})
    signature_algorithm = Algorithm({"algorithm": GOST_SIGNATURE})
    tbs = Tbs(
        {
            "version": 2,
            "serial": secrets.randbits(127) + 1,
            "signature": signature_algorithm,
            "issuer": who,
            "validity": {
                "not_before": _time(since),
                "not_after": _time(since + timedelta(days=days)),
            },
            "subject": who,
            "key": _public(key.public()),
        }
    )
    return bytes(
        Certificate(
            {
                "tbs": tbs,
                "signature_algorithm": signature_algorithm,
                "signature": key.sign(tbs.dump()),
            }
        ).dump()
    )


def _time(moment: datetime) -> x509.Time:
    """Write a date as RFC 5280 asks: two digits of a year until 2050."""
    moment = moment.replace(microsecond=0)
    if moment.year < 2050:
        return x509.Time(name="utc_time", value=moment)
    return x509.Time(name="general_time", value=moment)
