"""Keys on disk: the sandbox's own token keys, and the certificates of its clients."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from asn1crypto import core, pem, x509

from sandbox.signing.curve import (
    CURVES,
    XCHA,
    PrivateKey,
    PublicKey,
    new_private_key,
    streebog,
)
from sandbox.signing.rsa import RsaPublicKey, read_rsa_public, rsa_token_key

GOST_256 = "1.2.643.7.1.1.1.1"
STREEBOG_256 = "1.2.643.7.1.1.2.2"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the sandbox needs of a client's certificate."""

    der: bytes
    hash: str
    """Streebog-256 of the DER bytes, 64 upper-case hex digits."""
    key: PublicKey | RsaPublicKey

    @property
    def is_gost(self) -> bool:
        """Tell whether it signs with GOST; else it is RSA, of the first protocol."""
        return isinstance(self.key, PublicKey)


class Signing(Protocol):
    """A key that signs tokens."""

    def sign(self, message: bytes) -> bytes:
        """Sign a message."""
        ...


GOST, RSA = "GOST3410_2012_256", "RS256"


def token_keys(home: Path) -> dict[str, Signing]:
    """Read the keys of tokens by algorithm, making their files on the first call."""
    return {GOST: token_key(home), RSA: rsa_token_key(home)}


def token_key(home: Path) -> PrivateKey:
    """Read the GOST key of tokens, making both its files on the first call."""
    private, public = home / "token-key.pem", home / "token-public-key.pem"
    if not private.exists():
        home.mkdir(parents=True, exist_ok=True)
        made = new_private_key(CURVES[XCHA])
        private.touch(mode=0o600)
        private.write_bytes(pem.armor("PRIVATE KEY", _private_der(made)))
    key = _read_private(private)
    if not public.exists():
        public.write_bytes(pem.armor("PUBLIC KEY", _public_der(key.public())))
    return key


def read_certificate(path: Path) -> Certificate:
    """Read a client's certificate, PEM or DER; ValueError says what is wrong."""
    raw = path.read_bytes()
    der = pem.unarmor(raw)[2] if pem.detect(raw) else raw
    whole = x509.Certificate.load(der, strict=True)
    key = read_public_key(whole["tbs_certificate"]["subject_public_key_info"].dump())
    return Certificate(der, streebog(der).hex().upper(), key)


def read_public_key(der: bytes) -> PublicKey | RsaPublicKey:
    """Read a SubjectPublicKeyInfo: GOST R 34.10-2012 of 256 bits, or RSA."""
    whole = core.Sequence.load(der)
    algorithm, bits = whole[0], whole[1]
    if algorithm[0].native != GOST_256:
        return read_rsa_public(der)
    curve = CURVES.get(algorithm[1][0].native)
    if curve is None:
        raise ValueError("the parameters of the key are not known")
    raw = core.OctetString.load(bits.contents[1:]).native
    point = (int.from_bytes(raw[:32], "little"), int.from_bytes(raw[32:], "little"))
    if len(raw) != 64 or not curve.contains(point):
        raise ValueError("the public key is not a point of its curve")
    return PublicKey(curve, point)


def _read_private(path: Path) -> PrivateKey:
    whole = core.Sequence.load(pem.unarmor(path.read_bytes())[2])
    curve = CURVES[whole[1][1][0].native]
    raw = core.OctetString.load(whole[2].native).native
    return PrivateKey(curve, int.from_bytes(raw, "little"))


def _private_der(key: PrivateKey) -> bytes:
    inner = core.OctetString(key.secret.to_bytes(32, "little")).dump()
    return _sequence(
        core.Integer(0).dump(), _algorithm(), core.OctetString(inner).dump()
    )


def _public_der(key: PublicKey) -> bytes:
    x, y = key.point
    raw = x.to_bytes(32, "little") + y.to_bytes(32, "little")
    inner = core.OctetString(raw).dump()
    return _sequence(_algorithm(), core.OctetBitString(inner).dump())


def _algorithm() -> bytes:
    """Build the AlgorithmIdentifier of the token key."""
    names = [core.ObjectIdentifier(name).dump() for name in (XCHA, STREEBOG_256)]
    return _sequence(core.ObjectIdentifier(GOST_256).dump(), _sequence(*names))


def _sequence(*parts: bytes) -> bytes:
    """Build a DER SEQUENCE of parts that are DER already."""
    body = b"".join(parts)
    return bytes(core.Sequence(contents=body).dump())
