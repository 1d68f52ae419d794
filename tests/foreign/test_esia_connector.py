"""esia-connector from PyPI goes all the way: code, token, person, contacts, papers.

It speaks the first protocol with CMS by RSA and checks the id_token as RS256.
"""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

PROGRAM = Path(__file__).with_name("with_connector.py")
SCOPE = "openid fullname birthdate snils email mobile contacts id_doc birth_cert_doc"
STATE = "6d5c2f2e-31a4-4f0c-9a51-8d4f0a3f5d10"


@pytest.fixture
def settings(old_client: Path, sandbox: str) -> Path:
    file = old_client / "settings.json"
    known = {
        "esia_client_id": "OLD",
        "redirect_uri": "http://127.0.0.1:1/return",
        "certificate_file": str(old_client / "client.pem"),
        "private_key_file": str(old_client / "client.key"),
        "esia_service_url": sandbox,
        "esia_scope": SCOPE,
        "esia_token_check_key": str(old_client / "home" / "token-rsa-public-key.pem"),
    }
    file.write_text(json.dumps(known))
    return file


def run(python: Path, *words: str | Path) -> Any:
    done = subprocess.run(
        [python, PROGRAM, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sign_in(address: str, login: str) -> dict[str, str]:
    """What the browser brings back from the sandbox."""
    with httpx.Client() as browser:
        asked = browser.get(address)
        assert asked.status_code == httpx.codes.FOUND, asked.text
        form = parse_qs(urlsplit(asked.headers["location"]).query)
        base = address.partition("/aas/")[0]
        typed = {"ask": form["ask"][0], "login": login, "password": "gosuslugi"}
        answer = browser.post(f"{base}/login", data=typed | {"do": "enter"})
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in told.items()}


def test_a_foreign_client_reads_a_mother(their_python: Path, settings: Path) -> None:
    address = run(their_python, settings, "address", STATE)
    told = sign_in(address, "natalia@example.test")
    assert told["state"] == STATE
    read = run(their_python, settings, "complete", told["code"], STATE)
    assert read["main"]["lastName"] == "Смирнова"
    assert read["main"]["birthDate"] == "14.03.1988"
    assert read["main"]["snils"] == "900-000-001 82"
    contacts = {one["type"]: one["value"] for one in read["contacts"]["elements"]}
    assert contacts == {"MBT": "+7(900)0000001", "EML": "natalia@example.test"}
    assert {one["type"] for one in read["addresses"]["elements"]} == {"PLV", "PRG"}
    assert [one["type"] for one in read["documents"]["elements"]] == ["RF_PASSPORT"]


def test_a_code_works_once_for_a_foreign_client_too(
    their_python: Path, settings: Path
) -> None:
    address = run(their_python, settings, "address", STATE)
    told = sign_in(address, "natalia@example.test")
    run(their_python, settings, "complete", told["code"], STATE)
    with pytest.raises(AssertionError, match="400"):
        run(their_python, settings, "complete", told["code"], STATE)
