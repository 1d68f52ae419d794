"""Our arithmetic and OpenSSL's GOST engine judge each other's work."""

import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from esia import GostSigner, certificate_hash, make_key, valid_until
from esia._gost import GostPublicKey
from esia._keys import read_private, read_trusted
from esia._streebog import streebog256

ENGINE = ("-engine", "gost")
MESSAGE = "ELSH_DEMO openid 2026.11.22 10:00:00 +0300 — ёлка".encode()


def openssl(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["openssl", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


@cache
def engine_is_here() -> bool:
    try:
        return openssl("dgst", *ENGINE, "-md_gost12_256").returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture(autouse=True)
def _engine() -> None:
    if not engine_is_here():
        pytest.skip("openssl with the gost engine is not installed here")


PARAMSETS = ["A", "B", "C", "XA", "XB", "TCA", "TCB", "TCC", "TCD"]


def their_key(home: Path, paramset: str) -> tuple[Path, Path]:
    secret, public = home / "key.pem", home / "public.pem"
    kind = ("-algorithm", "gost2012_256", "-pkeyopt", f"paramset:{paramset}")
    assert openssl("genpkey", *ENGINE, *kind, "-out", str(secret)).returncode == 0
    shown = ("-in", str(secret), "-pubout", "-out", str(public))
    assert openssl("pkey", *ENGINE, *shown).returncode == 0
    return secret, public


@pytest.mark.parametrize("length", [0, 1, 31, 63, 64, 65, 127, 128, 1000])
def test_streebog_is_the_same_at_every_edge_of_a_block(length: int) -> None:
    message = bytes(range(256)) * 4
    printed = openssl(
        "dgst", *ENGINE, "-md_gost12_256", "-binary", stdin=message[:length]
    )
    assert streebog256(message[:length]) == printed.stdout


def test_streebog_carries_over_a_block_of_ones() -> None:
    message = b"\xff" * 200
    printed = openssl("dgst", *ENGINE, "-md_gost12_256", "-binary", stdin=message)
    assert streebog256(message) == printed.stdout


@pytest.mark.parametrize("paramset", PARAMSETS)
def test_their_key_signs_here_and_they_believe_it(
    tmp_path: Path, paramset: str
) -> None:
    secret, public = their_key(tmp_path, paramset)
    ours = read_private(secret.read_bytes())
    assert ours.public() == read_trusted(public.read_bytes())[0].key

    signature = tmp_path / "signature"
    signature.write_bytes(ours.sign(MESSAGE))
    judged = ("-verify", str(public), "-signature", str(signature))
    done = openssl("dgst", *ENGINE, "-md_gost12_256", *judged, stdin=MESSAGE)
    assert b"Verified OK" in done.stdout

    signature.write_bytes(signature.read_bytes()[::-1])
    done = openssl("dgst", *ENGINE, "-md_gost12_256", *judged, stdin=MESSAGE)
    assert b"Verified OK" not in done.stdout


@pytest.mark.parametrize("paramset", PARAMSETS)
def test_their_signature_is_believed_here(tmp_path: Path, paramset: str) -> None:
    secret, public = their_key(tmp_path, paramset)
    made = openssl(
        "dgst", *ENGINE, "-md_gost12_256", "-sign", str(secret), stdin=MESSAGE
    )
    key = read_trusted(public.read_bytes())[0].key
    assert isinstance(key, GostPublicKey)
    assert key.verifies(MESSAGE, made.stdout)
    assert not key.verifies(MESSAGE + b".", made.stdout)


def test_they_read_our_key_and_our_certificate(tmp_path: Path) -> None:
    pem, certificate = make_key("Школа № 12", datetime(2026, 11, 1, tzinfo=UTC))
    (tmp_path / "key.pem").write_bytes(pem)
    path = tmp_path / "certificate.pem"
    path.write_bytes(certificate)

    checked = openssl("verify", *ENGINE, "-no_check_time", "-CAfile", *[str(path)] * 2)
    assert checked.returncode == 0, checked.stderr
    text = openssl("x509", *ENGINE, "-in", str(path), "-noout", "-text").stdout
    assert b"id-GostR3410-2001-CryptoPro-A-ParamSet" in text
    assert b"Not After : Oct 29 00:00:00 2036 GMT" in text

    signature = tmp_path / "signature"
    signature.write_bytes(GostSigner.from_pem(pem).sign(MESSAGE))
    public = tmp_path / "public.pem"
    shown = openssl("x509", *ENGINE, "-in", str(path), "-noout", "-pubkey")
    public.write_bytes(shown.stdout)
    judged = ("-verify", str(public), "-signature", str(signature))
    done = openssl("dgst", *ENGINE, "-md_gost12_256", *judged, stdin=MESSAGE)
    assert b"Verified OK" in done.stdout

    theirs = tmp_path / "theirs"
    signing = ("-sign", str(tmp_path / "key.pem"), "-out", str(theirs))
    openssl("dgst", *ENGINE, "-md_gost12_256", *signing, stdin=MESSAGE)
    key = read_trusted(certificate)[0].key
    assert key.verifies(MESSAGE, theirs.read_bytes())


def test_their_certificate_is_read_and_hashed_as_they_hash_it(tmp_path: Path) -> None:
    secret, public = their_key(tmp_path, "XA")
    path, der = tmp_path / "certificate.pem", tmp_path / "certificate.der"
    made = ("-key", str(secret), "-subj", "/CN=ESIA", "-days", "30", "-out", str(path))
    openssl("req", *ENGINE, "-x509", "-new", "-md_gost12_256", *made)
    openssl("x509", "-in", str(path), "-outform", "der", "-out", str(der))

    printed = openssl(
        "dgst", *ENGINE, "-md_gost12_256", "-binary", stdin=der.read_bytes()
    )
    assert certificate_hash(path.read_bytes()) == printed.stdout.hex().upper()
    assert certificate_hash(der.read_bytes()) == printed.stdout.hex().upper()
    found = read_trusted(der.read_bytes())
    assert found[0].key == read_trusted(public.read_bytes())[0].key
    assert valid_until(path.read_bytes()) == found[0].valid_until is not None
