"""A program of its own may sign: OpenSSL's engine here, CryptoPro or an HSM in life."""

import sys
from pathlib import Path

import pytest

from esia import CommandSigner, Failed, Misconfigured, make_key
from esia._keys import read_trusted
from esia.tests.stand import NOW
from esia.tests.test_openssl import ENGINE, engine_is_here

MESSAGE = "ELSH_DEMO openid 2026.11.22 10:00:00 +0300 — ёлка".encode()


def python(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_the_engine_in_a_process_of_its_own_signs_for_us(tmp_path: Path) -> None:
    if not engine_is_here():
        pytest.skip("openssl with the gost engine is not installed here")
    pem, certificate = make_key("ELSH", NOW)
    (tmp_path / "key.pem").write_bytes(pem)
    signing = ("dgst", *ENGINE, "-md_gost12_256", "-sign", str(tmp_path / "key.pem"))
    signature = CommandSigner(("openssl", *signing)).sign(MESSAGE)
    (key,) = read_trusted(certificate)
    assert key.key.verifies(MESSAGE, signature)
    mirrored = CommandSigner(("openssl", *signing), mirrored=True).sign(MESSAGE)
    assert key.key.verifies(MESSAGE, mirrored[::-1])
    assert not key.key.verifies(MESSAGE, mirrored)


def test_the_message_goes_in_and_the_bytes_come_out() -> None:
    echo = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())")
    message = bytes(range(64))
    assert CommandSigner(echo).sign(message) == message
    assert CommandSigner(echo, mirrored=True).sign(message) == message[::-1]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("/nowhere/signer",), "не запускается"),
        (python("raise SystemExit(3)"), "код 3"),
        (python("print('x')"), "дала 2 байт"),
        (python(""), "дала 0 байт"),
    ],
)
def test_a_program_that_does_not_sign_is_a_trouble_for_now(
    command: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Failed, match=words):
        CommandSigner(command).sign(MESSAGE)


def test_a_program_that_hangs_is_cut_off() -> None:
    asleep = python("import time; time.sleep(60)")
    with pytest.raises(Failed, match="вовремя"):
        CommandSigner(asleep, timeout_s=0.1).sign(MESSAGE)


def test_the_program_hears_nothing_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCHOOL_SECRET", "s" * 64)
    tells = "import os; print(os.environ.get('SCHOOL_SECRET', '-' * 63))"
    assert CommandSigner(python(tells)).sign(b"") == b"-" * 63 + b"\n"


def test_no_command_is_no_signer() -> None:
    with pytest.raises(Misconfigured):
        CommandSigner(())
