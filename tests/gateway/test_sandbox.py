"""The sandbox's gateway and our client, written apart, understand one another."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from esia import challenge_of
from oidc import Settings, authorization_url, discover, exchange, userinfo
from school.access.facts import Identity
from school.access.roads.claims import Names, identity_of
from school.lib import clock
from tests.signing_in_smoke import Page, follow

ROOT = Path(__file__).resolve().parents[2]
BACK = "http://127.0.0.1:8000/access/esia/return/"
VERIFIER, NONCE = "v" * 43, "a-nonce"
ALGORITHMS = ("RS256", "GOST3410_2012_256")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a system for each algorithm."""
    folder = tmp_path_factory.mktemp("gateway")
    tables = [
        f'[[client]]\nid = "{name}"\nkind = "oidc"\nsecret = "s"\n'
        f'algorithm = "{name}"\nredirect = ["http://127.0.0.1:8000"]\n'
        for name in ALGORITHMS
    ]
    (folder / "clients.toml").write_text("".join(tables))
    return folder


@pytest.fixture(scope="module")
def base(home: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--home", str(home)]
    command += ["--clients", str(home / "clients.toml")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1].rstrip("/")
        process.terminate()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_natalia_is_known_by_either_signature(
    home: Path, base: str, algorithm: str
) -> None:
    gost = (home / "token-public-key.pem").read_bytes()
    settings = Settings(
        issuer=base,
        client_id=algorithm,
        client_secret="s",
        redirect_uri=BACK,
        scope="openid profile snils birth_cert_doc",
        algorithms=(algorithm,),
        trusted=() if algorithm == "RS256" else (gost,),
    )
    provider = discover(settings)
    url = authorization_url(
        settings, provider, state="s", nonce=NONCE, challenge=challenge_of(VERIFIER)
    )
    with httpx.Client(trust_env=False, timeout=30) as browser:
        door = follow(browser, browser.get(url))
        address, fields = Page(door).form("/login")
        fields |= {"login": "natalia@example.test", "password": "gosuslugi"}
        back = browser.post(address, data=fields | {"do": "enter"})
    (code,) = parse_qs(urlsplit(back.headers["Location"]).query)["code"]
    tokens = exchange(
        settings,
        provider,
        code=code,
        nonce=NONCE,
        verifier=VERIFIER,
        now=clock.now(),
    )
    told = userinfo(settings, provider, tokens)
    found = identity_of(tokens.claims.raw, told, Names())
    assert isinstance(found, Identity), json.dumps(dict(told))
    assert (found.first_name, found.level) == ("Наталия", "confirmed")
    assert found.birth_date > date(1980, 1, 1)
    assert found.snils
