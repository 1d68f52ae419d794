"""The few ASN.1 structures of keys and certificates that hold GOST.

asn1crypto's own ones look the algorithm up in a table that does not know GOST.
"""

from typing import Any, ClassVar

from asn1crypto import core, x509

GOST_KEY = "1.2.643.7.1.1.1.1"
GOST_DIGEST = "1.2.643.7.1.1.2.2"
GOST_SIGNATURE = "1.2.643.7.1.1.3.2"
RSA_KEY = "1.2.840.113549.1.1.1"

Fields = list[tuple[Any, ...]]


class GostParameters(core.Sequence):  # type: ignore[misc]
    """GostR3410-2012-PublicKeyParameters of RFC 9215."""

    _fields: ClassVar[Fields] = [
        ("curve", core.ObjectIdentifier),
        ("digest", core.ObjectIdentifier, {"optional": True}),
    ]


class Algorithm(core.Sequence):  # type: ignore[misc]
    """AlgorithmIdentifier without a table of known algorithms."""

    _fields: ClassVar[Fields] = [
        ("algorithm", core.ObjectIdentifier),
        ("parameters", core.Any, {"optional": True}),
    ]


class PublicKeyInfo(core.Sequence):  # type: ignore[misc]
    """SubjectPublicKeyInfo of X.509."""

    _fields: ClassVar[Fields] = [
        ("algorithm", Algorithm),
        ("public_key", core.OctetBitString),
    ]


class PrivateKeyInfo(core.Sequence):  # type: ignore[misc]
    """PKCS #8, with whatever follows the key left unread."""

    _fields: ClassVar[Fields] = [
        ("version", core.Integer),
        ("algorithm", Algorithm),
        ("private_key", core.OctetString),
        ("attributes", core.Any, {"optional": True}),
    ]


class Tbs(core.Sequence):  # type: ignore[misc]
    """TBSCertificate of X.509."""

    _fields: ClassVar[Fields] = [
        ("version", core.Integer, {"explicit": 0, "default": 0}),
        ("serial", core.Integer),
        ("signature", Algorithm),
        ("issuer", x509.Name),
        ("validity", x509.Validity),
        ("subject", x509.Name),
        ("key", PublicKeyInfo),
        ("issuer_unique_id", core.OctetBitString, {"implicit": 1, "optional": True}),
        ("subject_unique_id", core.OctetBitString, {"implicit": 2, "optional": True}),
        ("extensions", x509.Extensions, {"explicit": 3, "optional": True}),
    ]


class Certificate(core.Sequence):  # type: ignore[misc]
    """An X.509 certificate."""

    _fields: ClassVar[Fields] = [
        ("tbs", Tbs),
        ("signature_algorithm", Algorithm),
        ("signature", core.OctetBitString),
    ]
