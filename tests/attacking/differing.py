"""Our check of a signature and openssl's, over the same bytes.

Ours is the one that the verifier of the token asks: `esia` or `oidc`, each by the keys
that it reads itself.
"""

import subprocess
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from asn1crypto.algos import DSASignature

from tests.attacking.minting import ES, GOST, RSA, Mint
from tests.attacking.mutants import Mutant

_ENGINE = ("-engine", "gost")
_SHA = ("-digest", "sha256")
_DIGEST = {GOST: (*_ENGINE, "-digest", "md_gost12_256"), RSA: _SHA, ES: _SHA}
_PAIR = 64  # bytes of two numbers, by which GOST and ES256 sign
_LONGEST = 20_000  # the verifier refuses longer ones before it looks at a signature


@dataclass
class Comparison:
    """What both said, by (name of the mint, holds).

    `unread` have no signature to look at; `forgiven` only openssl takes: GOST of 65
    bytes, of which its engine drops one, and ECDSA in DER, which no token may have.
    """

    agreed: Counter[tuple[str, bool]] = field(default_factory=Counter)
    unread: int = 0
    forgiven: int = 0
    differences: list[str] = field(default_factory=list)


@cache
def engine_is_here() -> bool:
    """Whether this openssl knows GOST."""
    try:
        return _openssl("dgst", *_ENGINE, "-md_gost12_256").returncode == 0
    except FileNotFoundError:
        return False


def compare(mutants: Iterable[Mutant], home: Path) -> Comparison:
    """Ask both about each mutant; one process of openssl for each, files in `home`."""
    found = Comparison()
    for mutant in mutants:
        parts = _parts(mutant.token)
        if parts is None:
            found.unread += 1
            continue
        mint = mutant.mint
        ours, theirs = _ours(mint, *parts), _theirs(mint, *parts, home)
        if ours == theirs:
            found.agreed[mint.name, ours] += 1
        elif theirs and _is_forgiven(mint.algorithm, len(parts[1])):
            found.forgiven += 1
        else:
            found.differences.append(
                f"{mint.name} · {mutant.kind} · {mutant.number}:"
                f" ours {ours}, openssl {theirs}: {mutant.token!a:.900}"
            )
    return found


def _parts(token: str) -> tuple[bytes, bytes] | None:
    """The signed text and the signature, read as leniently as anybody might."""
    text, _, written = token.rpartition(".")
    try:
        signature = urlsafe_b64decode(written + "==")
    except (Base64Error, ValueError):
        return None
    if len(token) > _LONGEST:
        return None
    return text.encode("utf-8", "surrogatepass"), signature


def _is_forgiven(algorithm: str, length: int) -> bool:
    if algorithm == GOST:
        return length == _PAIR + 1
    return algorithm == ES and length != _PAIR


def _ours(mint: Mint, message: bytes, signature: bytes) -> bool:
    return any(key.verifies(message, signature) for key in mint.trusted())


def _theirs(mint: Mint, message: bytes, signature: bytes, home: Path) -> bool:
    public, file = home / mint.algorithm, home / "signature"
    if not public.exists():
        public.write_bytes(_public(mint))
    file.write_bytes(_der(signature) if mint.algorithm == ES else signature)
    # `dgst -verify` would read no more of a signature than the key is long.
    judged = ("-pubin", "-inkey", str(public), "-sigfile", str(file))
    words = ("-verify", "-rawin", *_DIGEST[mint.algorithm], *judged)
    done = _openssl("pkeyutl", *words, stdin=message)
    return done.returncode == 0 and b"Verified Successfully" in done.stdout


def _der(signature: bytes) -> bytes:
    """Write r‖s of a token as openssl reads it; whatever else it is stays as it is."""
    if len(signature) != _PAIR:
        return signature
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    return bytes(DSASignature({"r": r, "s": s}).dump())


def _public(mint: Mint) -> bytes:
    if mint.algorithm != GOST:
        return mint.public
    return _openssl("x509", *_ENGINE, "-noout", "-pubkey", stdin=mint.public).stdout


def _openssl(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["openssl", *words]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)
