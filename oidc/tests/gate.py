"""A provider for one test: a real server with keys, good unless told otherwise."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jwt.algorithms
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from esia.tests.stand import KEY, NOW, TRUSTED, Stand, encoded, playing, replying, times
from oidc import KeyRing, Provider, Settings, Tokens, discover, exchange, verify

CLIENT, SECRET = "diary", "a secret: with % and :"
BACK = "http://127.0.0.1:8000/access/esia/return/"
NONCE, VERIFIER, CODE = "a-nonce", "v" * 43, "a-code"
SUBJECT = "1000900001"
RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
Sign = Callable[[bytes], bytes]


def by_rsa(message: bytes, key: rsa.RSAPrivateKey = RSA_KEY) -> bytes:
    return key.sign(message, padding.PKCS1v15(), SHA256())


def by_ec_der(message: bytes) -> bytes:
    return EC_KEY.sign(message, ec.ECDSA(SHA256()))


def by_ec(message: bytes) -> bytes:
    r, s = decode_dss_signature(by_ec_der(message))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


SIGN: dict[str, Sign] = {
    "RS256": by_rsa,
    "ES256": by_ec,
    "GOST3410_2012_256": KEY.sign,
}


def jwk(key: Any, kid: str | None, **changes: Any) -> dict[str, Any]:
    """The public half as a JWKS shows it."""
    rsa_key = isinstance(key, rsa.RSAPrivateKey)
    kind = jwt.algorithms.RSAAlgorithm if rsa_key else jwt.algorithms.ECAlgorithm
    told: dict[str, Any] = kind.to_jwk(key.public_key(), as_dict=True)
    told.pop("key_ops", None)
    return told | ({"kid": kid} if kid else {}) | {"use": "sig"} | changes


def signed(header: dict[str, Any], claims: Any, sign: Sign) -> str:
    text = f"{encoded(header)}.{encoded(claims)}"
    signature = urlsafe_b64encode(sign(text.encode())).rstrip(b"=").decode()
    return f"{text}.{signature}"


class Gate:
    """The provider on a stand; what it answers may be changed at any time."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.issuer = stand.address
        self.jwks([jwk(RSA_KEY, "r"), jwk(EC_KEY, "e")])
        self.tell()
        self.stand.routes["/userinfo"] = replying({"sub": SUBJECT, "snils": "x"})
        self.answer()

    def tell(self, **changes: Any) -> None:
        """Say in the discovery document where the doors are."""
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end?x=1",
        }
        left = {name: value for name, value in (told | changes).items() if value}
        self.stand.routes["/.well-known/openid-configuration"] = replying(left)

    def jwks(self, keys: Any) -> None:
        self.stand.routes["/jwks"] = replying({"keys": keys})

    def answer(self, **changes: Any) -> None:
        """Answer the next exchange with this token and these fields."""
        told = {
            "access_token": "an-access-token",
            "token_type": "Bearer",
            "id_token": self.token(),
        }
        self.stand.routes["/token"] = replying(told | changes)

    def claims(self, **changes: Any) -> dict[str, Any]:
        told = {"iss": self.issuer, "aud": CLIENT, "sub": SUBJECT, "nonce": NONCE}
        return told | times() | changes

    def token(
        self, algorithm: str = "RS256", sign: Sign | None = None, **changes: Any
    ) -> str:
        """Write a good id_token; `header` and claims may be changed."""
        kids = {"RS256": {"kid": "r"}, "ES256": {"kid": "e"}}
        header = {"alg": algorithm, **kids.get(algorithm, {})}
        header |= changes.pop("header", {})
        claims = {
            name: value
            for name, value in self.claims(**changes).items()
            if value is not None
        }
        return signed(header, claims, sign or SIGN[algorithm])

    def settings(self, **changes: Any) -> Settings:
        fields: dict[str, Any] = {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uri": BACK,
            "scope": "openid profile",
            "timeout_s": 30,
        }
        if "GOST3410_2012_256" in changes.get("algorithms", ()):
            fields["trusted"] = (TRUSTED,)
        return Settings(**(fields | changes))

    def provider(self, **changes: Any) -> Provider:
        return discover(self.settings(**changes))

    def ring(self, **changes: Any) -> KeyRing:
        return self.provider(**changes).keys

    def believe(self, token: str, **changes: Any) -> Any:
        settings = self.settings(**changes)
        return verify(settings, self.ring(**changes), token, nonce=NONCE, now=NOW)

    def exchanged(self, **changes: Any) -> Tokens:
        settings = self.settings(**changes)
        provider = discover(settings)
        return exchange(
            settings, provider, code=CODE, nonce=NONCE, verifier=VERIFIER, now=NOW
        )

    def asked(self, path: str) -> int:
        """How often this path was asked."""
        return [seen for seen, _, _ in self.stand.seen].count(path)


@contextmanager
def opened() -> Iterator[Gate]:
    with playing() as stand:
        yield Gate(stand)
