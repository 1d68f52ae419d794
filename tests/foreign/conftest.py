"""An environment of its own for a library that wants other versions than ours."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.foreign.environments import ROOT, made, sees

LOCK = Path(__file__).with_name("requirements.txt")


@pytest.fixture(scope="session")
def their_python() -> Path:
    """The Python of the foreign environment; it knows nothing of this project."""
    python = made("foreign", LOCK)
    assert not sees(python, "sandbox"), "the foreign environment sees our code"
    return python


@pytest.fixture
def old_client(tmp_path: Path) -> Path:
    """A folder with the certificate of a client with RSA, and clients.toml."""
    made = ("-keyout", "client.key", "-out", "client.pem", "-subj", "/CN=OLD")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    (tmp_path / "clients.toml").write_text(
        '[[client]]\nid = "OLD"\ncertificate = "client.pem"\nalgorithm = "RS256"\n'
        'redirect = ["http://127.0.0.1:1"]\n'
    )
    return tmp_path


@pytest.fixture
def sandbox(old_client: Path) -> Iterator[str]:
    """The address of a sandbox in a process of its own, with the issuer of ЕСИА."""
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    command += ["--home", old_client / "home", "--clients", old_client / "clients.toml"]
    command += ["--issuer", "http://esia.gosuslugi.ru/"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        try:
            yield said.strip().rpartition(" ")[2].rstrip("/")
        finally:
            process.terminate()
