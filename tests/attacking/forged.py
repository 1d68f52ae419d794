"""What somebody without the issuer's key can write: tokens that sign themselves."""

import hashlib
import hmac
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512

from esia.tests.stand import encoded
from oidc.tests.gate import RSA_KEY
from tests.attacking.minting import MOMENT, RSA, Mint, strangers_key

_NONE: tuple[Any, ...] = (
    "none",
    "None",
    "NONE",
    "nOnE",
    "none ",
    "",
    None,
    [],
    ["none"],
    0,
    False,
)
_MACS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
_STRANGE: tuple[Any, ...] = (
    *("RS384", "RS512", "PS256", "ES384", "ES512", "EdDSA", "dir", "RSA1_5"),
    *("GOST3410_2001", "GOST3410_2012_512", "GOST3410_2012_256,RS256", "*", "\0"),
    *(True, 1, 1.5, {}, [], None, "A" * 3000, "алгоритм", "\ud800"),
)
_PRIZES: tuple[dict[str, Any], ...] = (
    {"sub": 1000900002},
    {"urn:esia:sbj_id": 1000900002},
    {"urn:esia:sbj": {"urn:esia:sbj:oid": 1000900002, "urn:esia:sbj:is_tru": True}},
    {"urn:esia:sbj": {"urn:esia:sbj:lvl": "PR", "urn:esia:sbj:is_tru": True}},
    {"exp": MOMENT + 10**8},
    {"scope": "openid fullname snils"},
)


def fresh(mint: Mint, chance: Random) -> dict[str, Any]:
    """Good claims, told apart from others that are as good."""
    return {**mint.claims, "jti": f"{chance.getrandbits(128):032x}"}


def wanted(mint: Mint, chance: Random) -> dict[str, Any]:
    """Claims that somebody would like to have signed."""
    return fresh(mint, chance) | chance.choice(_PRIZES)


def without_a_signature(mint: Mint, chance: Random) -> str:
    """`alg` says that none is needed; something stands in its place, or nothing."""
    header = {**mint.header, "alg": chance.choice(_NONE)}
    text = f"{encoded(header)}.{encoded(wanted(mint, chance))}"
    endings = ("", ".", ".e30", f".{encoded(chance.randbytes(64))}", f".{_own(mint)}")
    return text + chance.choice(endings)


def public_key_as_password(mint: Mint, chance: Random) -> str:
    """HMAC with what everybody may read; `alg` says so, or says nothing of it."""
    name = chance.choice(tuple(_MACS))
    told = chance.choice((name, name.lower(), mint.algorithm))
    stripped = mint.public.strip()
    body = b"".join(mint.public.splitlines()[1:-1])
    secret = chance.choice((mint.public, stripped, body, b"", b"secret"))

    def mac(message: bytes) -> bytes:
        return hmac.digest(secret, message, _MACS[name])

    return mint.token({**mint.header, "alg": told}, wanted(mint, chance), mac)


def unknown_algorithm(mint: Mint, chance: Random) -> str:
    """Well signed, under a name that was not agreed on."""
    header = {**mint.header, "alg": chance.choice(_STRANGE)}
    return mint.token(header, fresh(mint, chance))


def algorithm_in_another_case(mint: Mint, chance: Random) -> str:
    """Well signed, the name nearly right."""
    name = mint.algorithm
    near = (name.lower(), name.capitalize(), f" {name}", f"{name} ", f"{name}\0")
    other = chance.choice((*near, [name], {"alg": name}, name.replace("2", "２")))
    return mint.token({**mint.header, "alg": other}, fresh(mint, chance))


def key_in_the_header(mint: Mint, chance: Random) -> str:
    """A stranger's signature, and the way to the stranger's key beside it."""
    key = strangers_key(mint.algorithm)
    host = f"http://{chance.getrandbits(32):08x}.example"
    brought: dict[str, Any] = {
        "jwk": key,
        "jku": f"{host}/jwks",
        "x5u": f"{host}/key.pem",
        "x5c": [encoded(chance.randbytes(64))],
        "x5t": encoded(chance.randbytes(20)),
        "x5t#S256": encoded(chance.randbytes(32)),
        "keys": [key],
        "b64": False,
    }
    names = chance.sample(tuple(brought), chance.randint(1, 4))
    header = {**mint.header, **{name: brought[name] for name in names}}
    return mint.token(header, wanted(mint, chance), mint.stranger)


def key_by_another_name(mint: Mint, chance: Random) -> str:
    """A stranger's signature; `kid` is somebody else's, a path, a query, no text."""
    names: tuple[Any, ...] = (
        *("r", "e", "R", "", "../../../../dev/null", "/proc/self/environ", "\ud800"),
        *("' UNION SELECT 'x", "$(id)", "r\0", "a" * 5000, "http://x.example/k"),
        *(0, -1, 1.5, True, None, ["r"], {"r": "r"}),
    )
    header = {**mint.header, "kid": chance.choice(names)}
    return mint.token(header, wanted(mint, chance), mint.stranger)


def another_signer(mint: Mint, chance: Random) -> str:
    """All is right, but the key is a stranger's."""
    return mint.token(mint.header, fresh(mint, chance), mint.stranger)


def signed_otherwise(mint: Mint, chance: Random) -> str:
    """The right key over other bytes, or by another procedure."""
    claims = fresh(mint, chance)
    header, payload = encoded(mint.header), encoded(claims)
    over = chance.choice(
        (
            payload,
            header,
            header + payload,
            f"{header}.{payload}.",
            f"{payload}.{header}",
        )
    )
    ways = [lambda _: mint.sign(over.encode())]
    ways += [lambda text: mint.sign(hashlib.sha256(text).digest())]
    if mint.algorithm == RSA:
        salted = padding.PSS(padding.MGF1(SHA256()), salt_length=0)
        ways += [
            lambda text: RSA_KEY.sign(text, padding.PKCS1v15(), SHA512()),
            lambda text: RSA_KEY.sign(text, padding.PKCS1v15(), SHA1()),  # noqa: S303
            lambda text: RSA_KEY.sign(text, salted, SHA256()),
        ]
    return mint.token(mint.header, claims, chance.choice(ways))


def good_elsewhere(mint: Mint, chance: Random) -> str:
    """A good token of another purpose, system, contour, algorithm or sign-in."""
    return chance.choice(mint.also)


def parts_of_several(mint: Mint, chance: Random) -> str:
    """Header, claims and signature of tokens that are good, but not one token."""
    pool = (*mint.good, *mint.also)
    first, second = chance.sample(mint.good, 2)
    return ".".join(
        (
            chance.choice(pool).split(".")[0],
            first.split(".")[1],
            chance.choice((second, *mint.also)).split(".")[2],
        )
    )


def claims_changed_afterwards(mint: Mint, chance: Random) -> str:
    """Other claims under a signature that was made for good ones."""
    header, _, signature = chance.choice(mint.good).split(".")
    return f"{header}.{encoded(wanted(mint, chance))}.{signature}"


def header_changed_afterwards(mint: Mint, chance: Random) -> str:
    """Another header, though a harmless one, over a signature made for the good one."""
    _, payload, signature = chance.choice(mint.good).split(".")
    extra = {"x": chance.getrandbits(32)}
    header = chance.choice(
        ({**mint.header, **extra}, dict(reversed(mint.header.items())) | extra)
    )
    return f"{encoded(header)}.{payload}.{signature}"


def _own(mint: Mint) -> str:
    return mint.good[0].split(".")[2]


FORGED = {
    "без подписи (alg none)": without_a_signature,
    "HMAC открытым ключом": public_key_as_password,
    "неизвестный алгоритм": unknown_algorithm,
    "алгоритм в другом регистре": algorithm_in_another_case,
    "ключ в заголовке (jwk, jku, x5c)": key_in_the_header,
    "чужое имя ключа (kid)": key_by_another_name,
    "чужой ключ": another_signer,
    "подписано другое или иначе": signed_otherwise,
    "годен в другом месте": good_elsewhere,
    "части разных токенов": parts_of_several,
    "содержимое изменено после подписи": claims_changed_afterwards,
    "заголовок изменён после подписи": header_changed_afterwards,
}
