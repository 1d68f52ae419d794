"""RSA with SHA-256: what old clients sign with, and tokens in RS256."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_BITS = 2048


@dataclass(frozen=True, slots=True)
class RsaPublicKey:
    """Checks signatures by PKCS #1 v1.5 over SHA-256."""

    key: rsa.RSAPublicKey

    def accepts(self, signature: bytes, message: bytes) -> bool:
        """Check a signature over the bytes of a message."""
        try:
            self.key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class RsaPrivateKey:
    """Signs tokens."""

    key: rsa.RSAPrivateKey

    def sign(self, message: bytes) -> bytes:
        """Sign a message."""
        return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def read_rsa_public(der: bytes) -> RsaPublicKey:
    """Read a SubjectPublicKeyInfo; ValueError when it is not RSA."""
    key = forms.load_der_public_key(der)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("the key is neither GOST nor RSA")  # noqa: TRY004 — a bad file
    return RsaPublicKey(key)


def rsa_token_key(home: Path) -> RsaPrivateKey:
    """Read the key of tokens in RS256, making both its files on the first call."""
    private, public = home / "token-rsa-key.pem", home / "token-rsa-public-key.pem"
    if not private.exists():
        home.mkdir(parents=True, exist_ok=True)
        made = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        private.touch(mode=0o600)
        private.write_bytes(
            made.private_bytes(
                forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption()
            )
        )
    key = forms.load_pem_private_key(private.read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{private} is not an RSA key")  # noqa: TRY004 — a bad file
    if not public.exists():
        shown = key.public_key().public_bytes(
            forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo
        )
        public.write_bytes(shown)
    return RsaPrivateKey(key)
