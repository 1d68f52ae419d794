"""Those who issue tokens: what a good one looks like, who signs it, who judges it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from esia import Verifier, make_key
from esia._keys import read_private
from esia.tests.stand import CLIENT, ISSUER, KEY, NOW, OID, TRUSTED, encoded, times
from esia.wire import listed
from oidc import ALGORITHMS, KeyRing, verify
from oidc._keys import PublicKey
from oidc.tests.gate import EC_KEY, NONCE, RSA_KEY, SIGN, by_rsa, jwk, opened

Sign = Callable[[bytes], bytes]
Said = dict[str, Any]

GOST, RSA, ES = "GOST3410_2012_256", "RS256", "ES256"
MOMENT = int(NOW.timestamp())

_ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_OTHER_GOST = read_private(make_key("Посторонний", NOW)[0])
_OTHER_RSA = rsa.generate_private_key(65537, 2048)
_OTHER_EC = ec.generate_private_key(ec.SECP256R1())


def _pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    kind = PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(Encoding.PEM, kind)


_PUBLIC = {GOST: TRUSTED, RSA: _pem(RSA_KEY), ES: _pem(EC_KEY)}
_TRUSTED = (TRUSTED, _PUBLIC[RSA])


def _by_other_ec(message: bytes) -> bytes:
    r, s = decode_dss_signature(_OTHER_EC.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


_STRANGERS: dict[str, Sign] = {
    GOST: _OTHER_GOST.sign,
    RSA: lambda message: by_rsa(message, _OTHER_RSA),
    ES: _by_other_ec,
}
_ORDERS = {
    GOST: KEY.curve.q,
    RSA: RSA_KEY.public_key().public_numbers().n,
    ES: _ORDER_OF_P256,
}


@dataclass(frozen=True)
class Mint:
    """One issuer, one purpose of tokens, one algorithm, and who judges them.

    `trusted` are the keys by which its judge knows a signature; `order` is the number
    that the signature's numbers stay below; `addressee` names the claim that tells for
    whom a token is; `also` are texts of good tokens that are good elsewhere only: of
    another purpose, another system, another contour.
    """

    name: str
    algorithm: str
    header: Said
    claims: Said
    addressee: str
    believe: Callable[[str], object]
    trusted: Callable[[], tuple[PublicKey, ...]]
    sign: Sign = field(repr=False)
    also: tuple[str, ...] = field(default=(), repr=False)

    @property
    def stranger(self) -> Sign:
        """Somebody with a key of the same algorithm that nobody trusts."""
        return _STRANGERS[self.algorithm]

    @property
    def order(self) -> int:
        return _ORDERS[self.algorithm]

    @property
    def public(self) -> bytes:
        """What everybody may read, as the programs keep it."""
        return _PUBLIC[self.algorithm]

    def token(
        self, header: Said | bytes, claims: Said | bytes, sign: Sign | None = None
    ) -> str:
        """Write a token of whatever is given, well signed unless told otherwise."""
        text = f"{encoded(header)}.{encoded(claims)}"
        return f"{text}.{encoded((sign or self.sign)(text.encode()))}"

    @cached_property
    def good(self) -> tuple[str, ...]:
        """Tokens that are believed: of them the mutants are made."""
        said = ({**self.claims, "jti": f"{number:032x}"} for number in range(24))
        return tuple(self.token(self.header, claims) for claims in said)


def strangers_key(algorithm: str) -> dict[str, Any]:
    """The stranger's public key, as a header would bring it along."""
    if algorithm == GOST:
        x, y = _OTHER_GOST.public().point
        return {"kty": "EC", "crv": "1.2.643.2.2.35.1", "x": str(x), "y": str(y)}
    return jwk(_OTHER_RSA if algorithm == RSA else _OTHER_EC, "r")


@contextmanager
def mints() -> Iterator[tuple[Mint, ...]]:
    """ЕСИА by both its algorithms, and a gateway by its three, with its key server."""
    with opened() as gate:
        known = gate.settings(algorithms=ALGORITHMS)
        keys = gate.provider(algorithms=ALGORITHMS).keys

        def believe(token: str) -> object:
            return verify(known, keys, token, nonce=NONCE, now=NOW)

        claims = gate.claims()
        gates = tuple(_of_a_gateway(one, claims, believe, keys) for one in ALGORITHMS)
        yield (*_of_esia(GOST), *_of_esia(RSA), *gates)


def _of_esia(algorithm: str) -> tuple[Mint, Mint]:
    """The id_tokens and the access tokens of ЕСИА; good ones of each are no others."""
    subject = {
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:is_tru": True,
        "urn:esia:sbj:oid": OID,
        "urn:esia:sbj:lvl": "PR",
    }
    told = {"iss": ISSUER, **times(), "urn:esia:sid": "5b0e1f8e-6d3c-4a52"}
    who = {"aud": CLIENT, "sub": OID, "amr": "PWD", "urn:esia:sbj": subject}
    scope = "fullname?oid=1000900001 openid"
    for_us = {"client_id": CLIENT, "scope": scope, "urn:esia:sbj_id": OID}
    ids = _mint_of_esia("id", algorithm, told | who, "aud")
    accesses = _mint_of_esia("access", algorithm, told | for_us, "client_id")
    return (
        replace(ids, also=(*_elsewhere(ids), *accesses.good)),
        replace(accesses, also=(*_elsewhere(accesses), *ids.good)),
    )


def _mint_of_esia(
    kind: Any, algorithm: str, claims: dict[str, Any], addressee: str
) -> Mint:
    verifier = Verifier(_TRUSTED, algorithm, ISSUER, CLIENT)
    return Mint(
        name=f"esia {algorithm} {kind}",
        algorithm=algorithm,
        header={"ver": 1, "typ": "JWT", "sbt": kind, "alg": algorithm},
        claims=claims,
        addressee=addressee,
        believe=lambda token: verifier.verify(token, NOW, kind),
        trusted=lambda: tuple(one.key for one in listed(_TRUSTED, algorithm)),
        sign=SIGN[algorithm],
    )


def _of_a_gateway(
    algorithm: str,
    claims: dict[str, Any],
    believe: Callable[[str], object],
    ring: KeyRing,
) -> Mint:
    kid = {RSA: {"kid": "r"}, ES: {"kid": "e"}}.get(algorithm, {})
    mint = Mint(
        name=f"oidc {algorithm} id",
        algorithm=algorithm,
        header={"alg": algorithm, "typ": "JWT", **kid},
        claims=claims,
        addressee="aud",
        believe=believe,
        trusted=lambda: ring.find(algorithm, kid.get("kid"), NOW),
        sign=SIGN[algorithm],
    )
    replayed = mint.token(mint.header, claims | {"nonce": "of-another-sign-in"})
    return replace(mint, also=(*_elsewhere(mint), replayed))


def _elsewhere(mint: Mint) -> tuple[str, ...]:
    """Good tokens of another system, of another contour, of another algorithm."""
    other = {algorithm for algorithm in SIGN if algorithm != mint.algorithm}
    by_others = (
        mint.token(mint.header | {"alg": algorithm}, mint.claims, SIGN[algorithm])
        for algorithm in sorted(other)
        if mint.name.startswith("esia")  # a gateway may use any of its three
    )
    another = mint.claims | {mint.addressee: "ELSH_OTHER"}
    contour = mint.claims | {"iss": "http://esia-portal1.test.example/"}
    return (
        mint.token(mint.header, another),
        mint.token(mint.header, contour),
        mint.token(mint.header, contour, mint.stranger),
        *by_others,
    )
