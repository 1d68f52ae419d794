"""The program as it is started: keys, bad settings, stopping at once."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from sandbox.signing.curve import CURVES, new_private_key
from sandbox.signing.keys import read_certificate, token_key
from sandbox.tests.client import Client, IndependentKey, Key, write_clients

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "sandbox"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@contextmanager
def started(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A live process and its address."""
    arguments = ["--port", "0", "--home", str(folder), *more]
    arguments += ["--clients", str(folder / "clients.toml")]
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_live_process_signs_a_person_in_and_stops_at_a_signal(
    tmp_path: Path, number: signal.Signals
) -> None:
    key = IndependentKey()
    write_clients(tmp_path, ELSH_DEMO=key)
    more = ["--now", "2026-11-18T10:00+03:00", "--clock", str(tmp_path / "clock")]
    with (
        started(tmp_path, *more) as (process, address),
        httpx.Client(base_url=address) as http,
    ):
        assert (tmp_path / "clock").exists()
        assert http.get("/control/clock").json()["now"].startswith("2026-11-18T07:0")
        client = Client(http, key)
        token = client.token("natalia@example.test")
        links = client.read("/rs/prns/1000900001/ctts", token).json()["elements"]
        assert links[0].startswith(f"{address}rs/prns/")
        process.send_signal(number)
        assert process.wait(timeout=10) == 0


def test_keys_are_made_once_and_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run("keys", "--home", str(home)).returncode == 0
    first = (home / "token-public-key.pem").read_bytes()
    assert run("keys", "--home", str(home)).returncode == 0
    assert (home / "token-public-key.pem").read_bytes() == first
    assert (home / "token-key.pem").stat().st_mode & 0o077 == 0
    assert first.startswith(b"-----BEGIN PUBLIC KEY-----")


@pytest.mark.parametrize(
    ("clients", "named"),
    [
        ("[[client", "clients.toml"),
        ("client = 7", "clients.toml"),
        ('[[client]]\nid = "A"', "certificate"),
        ('[[client]]\nid="A"\ncertificate="no.pem"\nredirect="x"', "A"),
        ('[[client]]\nid="A"\ncertificate="no.pem"\nredirect=["x"]', "A"),
        ('[[client]]\nid="A"\ncertificate="no.pem"\nredirect=["http://x"]', "no.pem"),
        ('[[client]]\nid="A"\ncertificate="a.pem"\nredirect=["http://x"]', "a.pem"),
    ],
)
def test_wrong_clients_stop_the_start_with_one_sentence(
    tmp_path: Path, clients: str, named: str
) -> None:
    (tmp_path / "clients.toml").write_text(clients)
    (tmp_path / "a.pem").write_text("nonsense")
    told = run(
        *("--home", str(tmp_path), "--port", "0"),
        *("--clients", str(tmp_path / "clients.toml")),
    )
    assert told.returncode == 1
    assert named in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-18T10:00"])
def test_an_absurd_moment_stops_the_start(tmp_path: Path, moment: str) -> None:
    write_clients(tmp_path, ELSH_DEMO=Key())
    told = run(
        *("--home", str(tmp_path), "--port", "0", "--now", moment),
        *("--clients", str(tmp_path / "clients.toml")),
    )
    assert told.returncode == 1
    assert "--now" in told.stderr


def test_a_busy_port_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    write_clients(tmp_path, ELSH_DEMO=Key())
    with started(tmp_path) as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        told = run(
            *("--home", str(tmp_path), "--port", port),
            *("--clients", str(tmp_path / "clients.toml")),
        )
    assert told.returncode == 1
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("curve", list(CURVES))
def test_a_signature_of_every_curve_holds_until_a_byte_changes(curve: str) -> None:
    key = new_private_key(CURVES[curve])
    signature = key.sign(b"message")
    public = key.public()
    assert public.accepts(signature, b"message")
    assert not public.accepts(signature, b"messagf")
    assert not public.accepts(signature[::-1], b"message")
    assert not public.accepts(signature[32:] + signature[:32], b"message")
    assert not public.accepts(bytes([signature[0] ^ 1]) + signature[1:], b"message")
    assert not public.accepts(b"", b"message")


def engine_of_gost() -> bool:
    if shutil.which("openssl") is None:
        return False
    told = subprocess.run(
        ["openssl", "engine", "gost"], capture_output=True, check=False
    )
    return told.returncode == 0


@pytest.mark.skipif(not engine_of_gost(), reason="openssl has no gost engine here")
def test_openssl_agrees_about_keys_signatures_and_certificates(tmp_path: Path) -> None:
    key = token_key(tmp_path)
    (tmp_path / "message").write_bytes("сообщение".encode())
    (tmp_path / "ours").write_bytes(key.sign("сообщение".encode()))
    digest = "dgst -engine gost -md_gost12_256"
    for command in (
        f"{digest} -verify token-public-key.pem -signature ours message",
        f"{digest} -sign token-key.pem -out theirs message",
        "req -engine gost -new -x509 -key token-key.pem -subj /CN=x -out cert.pem",
    ):
        whole = ["openssl", *command.split()]
        subprocess.run(whole, cwd=tmp_path, check=True, capture_output=True)
    theirs = (tmp_path / "theirs").read_bytes()
    assert key.public().accepts(theirs, "сообщение".encode())
    assert read_certificate(tmp_path / "cert.pem").key == key.public()
