"""`python -m esia` at a terminal."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from esia import GostSigner, certificate_hash

KNOWN = Path(__file__).parent / "known_answers"
TOKENS = {
    "gost": ("1701254600", "CTPRF_RU", "http://esia-portal1.test.gosuslugi.ru/"),
    "rs256": ("2018-05-08T07:40+03:00", "EKAP01", "http://esia.gosuslugi.ru/"),
}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "esia", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def checked(name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    key = str(KNOWN / f"{name}.esia-test.public-key.pem")
    token = (KNOWN / f"{name}.access-token.txt").read_bytes()
    return run("check", "--key", key, *arguments, stdin=token)


def says_one_sentence(done: subprocess.CompletedProcess[bytes]) -> bool:
    text = done.stderr.decode()
    quiet = done.returncode == 1 and done.stdout == b""
    return quiet and text.endswith(".\n") and text.count("\n") == 1


@pytest.mark.parametrize("name", TOKENS)
def test_a_believed_token_is_printed(name: str) -> None:
    at, audience, issuer = TOKENS[name]
    for more in ((), ("--audience", audience), ("--issuer", issuer)):
        done = checked(name, "--at", at, *more)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["client_id"] == audience


@pytest.mark.parametrize("name", TOKENS)
def test_a_doubtful_token_gets_one_sentence(name: str) -> None:
    at, _, _ = TOKENS[name]
    assert says_one_sentence(checked(name))
    assert says_one_sentence(checked(name, "--at", at, "--audience", "SOMEBODY"))
    assert says_one_sentence(checked(name, "--at", at, "--issuer", "http://x/"))
    assert says_one_sentence(checked(name, "--at", "yesterday"))


@pytest.mark.parametrize("stdin", [b"", b"\xff\xfe", "ё".encode(), b"a.b.c", b"x" * 99])
def test_rubbish_instead_of_a_token_gets_one_sentence(stdin: bytes) -> None:
    key = str(KNOWN / "gost.esia-test.public-key.pem")
    assert says_one_sentence(run("check", "--key", key, stdin=stdin))


def test_a_missing_or_foreign_key_file_gets_one_sentence(tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.pem"
    mixed.write_bytes(b"".join(path.read_bytes() for path in KNOWN.glob("*.pem")))
    for path in (tmp_path / "nowhere.pem", tmp_path, mixed, Path(__file__)):
        assert says_one_sentence(run("check", "--key", str(path), stdin=b"a.b.c"))


def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "keys"
    made = run("make-key", "--dir", str(home), "--name", "Школа № 12")
    assert made.returncode == 0, made.stderr
    key, certificate = home / "key.pem", home / "certificate.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert len(GostSigner.from_pem(before).sign(b"")) == 64
    assert sorted(path.name for path in home.iterdir()) == [
        "certificate.pem",
        "key.pem",
    ]

    again = run("make-key", "--dir", str(home), "--name", "other")
    assert says_one_sentence(again)
    assert key.read_bytes() == before

    hashed = run("certificate-hash", str(certificate))
    assert hashed.stdout.decode().strip() == certificate_hash(certificate.read_bytes())


@pytest.mark.parametrize("name", ["", "x" * 65, "a\nb"])
def test_an_absurd_name_makes_no_key(tmp_path: Path, name: str) -> None:
    done = run("make-key", "--dir", str(tmp_path), "--name", name)
    assert says_one_sentence(done)
    assert list(tmp_path.iterdir()) == []
