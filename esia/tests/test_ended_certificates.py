"""A key is trusted as long as its certificate lasts, by the moment that we are told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from esia import BadToken, Verifier, make_key
from esia.tests.stand import (
    CLIENT,
    ISSUER,
    KEY,
    NOW,
    OID,
    encoded,
    ending,
    header,
    id_claims,
    times,
)
from esia.wire import GOST, RSA

END = NOW + timedelta(days=100)
LATER = END + timedelta(microseconds=1)
RSA_KEY = rsa.generate_private_key(65537, 2048)
SIGN: dict[str, Callable[[bytes], bytes]] = {
    GOST: KEY.sign,
    RSA: lambda message: RSA_KEY.sign(message, padding.PKCS1v15(), SHA256()),
}


def ending_rsa(until: datetime) -> bytes:
    """A certificate of the other key, written by somebody else's program."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ESIA")])
    builder = x509.CertificateBuilder(name, name, RSA_KEY.public_key(), 1)
    builder = builder.not_valid_before(NOW).not_valid_after(until)
    return builder.sign(RSA_KEY, SHA256()).public_bytes(Encoding.PEM)


CERTIFIED = {GOST: ending, RSA: ending_rsa}


def believed(algorithm: str, now: datetime, *trusted: bytes) -> int | None:
    """Whom a token names that was made just now, if it is believed now."""
    told = header("id") | {"alg": algorithm}
    text = f"{encoded(told)}.{encoded(id_claims(**times(now)))}"
    token = f"{text}.{encoded(SIGN[algorithm](text.encode()))}"
    return Verifier(trusted, algorithm, ISSUER, CLIENT).verify(token, now, "id").oid


@pytest.mark.parametrize("algorithm", CERTIFIED)
def test_its_last_second_belongs_to_a_certificate(algorithm: str) -> None:
    trusted = CERTIFIED[algorithm](END)
    assert believed(algorithm, END, trusted) == OID
    with pytest.raises(BadToken, match="сертификат которого кончился"):
        believed(algorithm, LATER, trusted)


def test_a_living_certificate_of_another_key_does_not_help() -> None:
    other = make_key("ESIA-2", NOW)[1]
    assert believed(GOST, END, ending(END), other) == OID
    with pytest.raises(BadToken, match="сертификат которого кончился"):
        believed(GOST, LATER, ending(END), other)


def test_a_newer_certificate_of_the_same_key_does() -> None:
    newer = ending(END + timedelta(days=400))
    for trusted in ((ending(END), newer), (newer, ending(END)), (ending(END) + newer,)):
        assert believed(GOST, LATER, *trusted) == OID


def test_a_bare_key_never_ends() -> None:
    bare = RSA_KEY.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    assert believed(RSA, NOW + timedelta(days=36500), bare) == OID
    assert believed(RSA, LATER, ending_rsa(END), bare) == OID
