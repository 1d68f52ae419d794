"""Settings and files that cannot work are refused with a sentence, at the start."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import core, pem
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from esia import GostSigner, Misconfigured, certificate_hash, make_key, valid_until
from esia._asn1 import PrivateKeyInfo
from esia._keys import read_private, read_trusted
from esia.tests.stand import CERTIFICATE, PEM, Stand

KNOWN = Path(__file__).parent / "known_answers"
RSA_PEM = (KNOWN / "rs256.esia-test.public-key.pem").read_bytes()


def public_pem(key: Any) -> bytes:
    shown = key.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    assert isinstance(shown, bytes)
    return shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base_url", ""),
        ("base_url", "esia.gosuslugi.ru"),
        ("base_url", "http://esia.gosuslugi.ru"),
        ("base_url", "https://esia.gosuslugi.ru/aas"),
        ("base_url", "https://user:pass@esia.gosuslugi.ru"),
        ("base_url", "https://esia.gosuslugi.ru:99999"),
        ("base_url", "https://[::1"),
        ("base_url", "ftp://esia.gosuslugi.ru"),
        ("base_url", "https://esia..gosuslugi.ru"),
        ("base_url", f"https://{'x' * 64}.ru"),
        ("redirect_uri", "http://school.example/return/"),
        ("redirect_uri", "/return/"),
        ("redirect_uri", "https://school.example/#here"),
        ("client_id", ""),
        ("issuer", ""),
        ("certificate_hash", ""),
        ("certificate_hash", "ab" * 32),
        ("certificate_hash", "0" * 63),
        ("algorithm", "none"),
        ("algorithm", "HS256"),
        ("algorithm", "RS256"),
        ("algorithm", ""),
        ("trusted", ()),
        ("trusted", (b"",)),
        ("trusted", (b"rubbish",)),
        ("trusted", (RSA_PEM,)),
        ("trusted", (PEM,)),
        ("scope", "fullname"),
        ("timeout_s", 0),
        ("timeout_s", 1000),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    stand: Stand, field: str, value: object
) -> None:
    with pytest.raises(Misconfigured) as caught:
        stand.settings(**{field: value})
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_http_outside_this_machine_is_a_choice(stand: Stand) -> None:
    settings = stand.settings(base_url="http://192.168.0.5:8001/", plain_http=True)
    assert settings.base_url == "http://192.168.0.5:8001"


def test_settings_do_not_print_keys(stand: Stand) -> None:
    assert "BEGIN" not in repr(stand.settings())
    assert str(read_private(PEM).secret) not in repr(GostSigner.from_pem(PEM))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"rubbish",
        b"\x30",
        b"\x30\x82\xff\xff",
        CERTIFICATE[:-60],
        CERTIFICATE.replace(b"M", b"N", 1),
        PEM,
        pem.armor("CERTIFICATE", b"\x30\x00"),
        pem.armor("PUBLIC KEY", b"\x30\x00"),
        pem.armor("PUBLIC KEY", b""),
        public_pem(ec.generate_private_key(ec.SECP256R1())),
        public_pem(rsa.generate_private_key(65537, 1024)),  # noqa: S505
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_not_a_usable_key_is_refused(data: bytes) -> None:
    with pytest.raises(Misconfigured):
        read_trusted(data)


def test_no_byte_of_a_certificate_brings_another_exception() -> None:
    _, _, der = pem.unarmor(CERTIFICATE)
    for place in range(len(der)):
        spoilt = bytearray(der)
        spoilt[place] ^= 0x55
        for data in (bytes(spoilt), bytes(der[:place])):
            try:
                read_trusted(data)
                certificate_hash(data)
            except Misconfigured:
                continue


def test_no_byte_of_a_private_key_brings_another_exception() -> None:
    _, _, der = pem.unarmor(PEM)
    for place in range(len(der)):
        spoilt = bytearray(der)
        spoilt[place] ^= 0x55
        for data in (bytes(spoilt), bytes(der[:place])):
            try:
                read_private(pem.armor("PRIVATE KEY", data))
            except Misconfigured:
                continue


def test_the_three_spellings_of_a_private_key_are_one_key() -> None:
    _, _, der = pem.unarmor(PEM)
    key = read_private(PEM)
    for inner in (
        core.OctetString(key.secret.to_bytes(32, "little")),
        core.Integer(key.secret),
    ):
        info = PrivateKeyInfo.load(der)
        info["private_key"] = inner.dump()
        assert read_private(pem.armor("PRIVATE KEY", info.dump(force=True))) == key


@pytest.mark.parametrize("secret", [0, 2**256 - 1])
def test_a_private_key_out_of_range_is_refused(secret: int) -> None:
    _, _, der = pem.unarmor(PEM)
    info = PrivateKeyInfo.load(der)
    info["private_key"] = secret.to_bytes(32, "little")
    with pytest.raises(Misconfigured):
        read_private(pem.armor("PRIVATE KEY", info.dump(force=True)))


def test_an_rsa_private_key_does_not_sign() -> None:
    key = rsa.generate_private_key(65537, 2048)
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(Misconfigured):
        GostSigner.from_pem(written)


def test_a_bare_key_has_no_end_and_a_certificate_has() -> None:
    assert valid_until(RSA_PEM) is None
    since = datetime(2026, 11, 22, 10, 30, 15, 99, tzinfo=UTC)
    _, certificate = make_key("ESIA", since, days=365)
    assert valid_until(certificate) == datetime(2027, 11, 22, 10, 30, 15, tzinfo=UTC)
    assert valid_until(RSA_PEM + certificate) == valid_until(certificate)


def test_a_certificate_may_last_beyond_2050() -> None:
    since = datetime(2049, 6, 1, tzinfo=UTC)
    _, certificate = make_key("ESIA", since, days=365)
    assert valid_until(certificate) == datetime(2050, 6, 1, tzinfo=UTC)


def test_the_hash_needs_a_certificate() -> None:
    assert len(certificate_hash(CERTIFICATE)) == 64
    with pytest.raises(Misconfigured):
        certificate_hash(RSA_PEM)
