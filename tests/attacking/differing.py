"""Our check of a signature and openssl's, over the same bytes."""

import subprocess
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from esia.tests.stand import TRUSTED
from esia.wire import GOST, RSA, read_trusted
from tests.attacking.minting import PUBLIC_RSA, Mint
from tests.attacking.mutants import Mutant

_ENGINE = ("-engine", "gost")
_DIGEST = {GOST: (*_ENGINE, "-digest", "md_gost12_256"), RSA: ("-digest", "sha256")}
_TRUSTED = {GOST: TRUSTED, RSA: PUBLIC_RSA}
# The engine halves what it is given and drops an odd byte; we take 64 bytes only.
_ODD = 65
_LONGEST = 20_000  # the verifier refuses longer ones before it looks at a signature


@dataclass
class Comparison:
    """What both said, by (algorithm, holds).

    `unread` have no signature to look at; `forgiven` only openssl takes, see `_ODD`.
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


def known_to_openssl(mint: Mint) -> bool:
    """Whether openssl has a command for signatures of this mint as they stand."""
    return mint.name.startswith("esia")


def compare(mutants: Iterable[Mutant], home: Path) -> Comparison:
    """Ask both about each mutant; one process of openssl for each, files in `home`."""
    found = Comparison()
    for algorithm in _DIGEST:
        (home / algorithm).write_bytes(_public(algorithm))
    for mutant in mutants:
        parts = _parts(mutant.token)
        if parts is None:
            found.unread += 1
            continue
        algorithm = mutant.mint.algorithm
        ours, theirs = _ours(algorithm, *parts), _theirs(algorithm, *parts, home)
        if ours == theirs:
            found.agreed[algorithm, ours] += 1
        elif theirs and algorithm == GOST and len(parts[1]) == _ODD:
            found.forgiven += 1
        else:
            found.differences.append(
                f"{mutant.mint.name} · {mutant.kind} · {mutant.number}:"
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


def _ours(algorithm: str, message: bytes, signature: bytes) -> bool:
    (trusted,) = read_trusted(_TRUSTED[algorithm])
    return trusted.key.verifies(message, signature)


def _theirs(algorithm: str, message: bytes, signature: bytes, home: Path) -> bool:
    file = home / "signature"
    file.write_bytes(signature)
    # `dgst -verify` would read no more of a signature than the key is long.
    judged = ("-pubin", "-inkey", str(home / algorithm), "-sigfile", str(file))
    words = ("-verify", "-rawin", *_DIGEST[algorithm], *judged)
    done = _openssl("pkeyutl", *words, stdin=message)
    return done.returncode == 0 and b"Verified Successfully" in done.stdout


def _public(algorithm: str) -> bytes:
    if algorithm == RSA:
        return PUBLIC_RSA
    return _openssl("x509", *_ENGINE, "-noout", "-pubkey", stdin=TRUSTED).stdout


def _openssl(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["openssl", *words]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)
