"""Signatures in pure Python beside OpenSSL's GOST engine."""

import resource
import subprocess
import time
from pathlib import Path
from statistics import median

from esia import GostSigner
from esia._keys import read_trusted

MESSAGE = b"ELSH_DEMO openid fullname birthdate snils 2026.11.18 10:00:00 +0300" * 4
_TIMES = 25
_DIGEST = ("openssl", "dgst", "-engine", "gost", "-md_gost12_256")


def ours(home: Path) -> tuple[float, float]:
    """CPU seconds of one signature and of one verification; medians."""
    signer = GostSigner.from_pem((home / "esia" / "key.pem").read_bytes())
    public = read_trusted((home / "esia" / "certificate.pem").read_bytes())[0].key
    signature = signer.sign(MESSAGE)
    if not public.verifies(MESSAGE, signature):
        raise SystemExit("Подпись не сходится.")
    return (
        _median_of(lambda: signer.sign(MESSAGE)),
        _median_of(lambda: public.verifies(MESSAGE, signature)),
    )


def theirs(home: Path) -> tuple[float, float] | None:
    """The same by `openssl`, each time a whole process; None where it is missing."""
    key, certificate = home / "esia" / "key.pem", home / "esia" / "certificate.pem"
    public, signature = home / "bench-public.pem", home / "bench-signature"
    sign = [*_DIGEST, "-sign", str(key), "-out", str(signature)]
    verify = [*_DIGEST, "-verify", str(public), "-signature", str(signature)]
    extract = ["openssl", "x509", "-engine", "gost", "-in", str(certificate)]
    try:
        if not all(_ran(one) for one in ([*extract, "-pubkey", "-noout"], sign)):
            return None
    except FileNotFoundError:
        return None
    public.write_bytes(_said([*extract, "-pubkey", "-noout"]))
    if not _ran(verify):
        return None
    return _median_child(sign), _median_child(verify)


def _median_of(act: object) -> float:
    assert callable(act)
    spent = []
    for _ in range(_TIMES):
        before = time.process_time_ns()
        act()
        spent.append((time.process_time_ns() - before) / 1e9)
    return median(spent)


def _median_child(command: list[str]) -> float:
    spent = []
    for _ in range(_TIMES):
        before = _children_s()
        _ran(command)
        spent.append(_children_s() - before)
    return median(spent)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ran(command: list[str]) -> bool:
    done = subprocess.run(command, input=MESSAGE, capture_output=True, check=False)
    return done.returncode == 0


def _said(command: list[str]) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout
