"""A whole sign-in at the sandbox while a program of its own signs for us.

The program is the one that docs/deploying.md names: OpenSSL with its GOST engine.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

import esia
from esia.tests.test_openssl import engine_is_here
from school.access import gosuslugi
from school.access.models import Attempt
from school.access.roads.direct import Direct
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock, env
from tests.signing_in_smoke import Page, follow

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = "ELSH_SIGNER"
_KEY = "/etc/school/esia/key.pem"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our key and certificate, and what the sandbox knows of us."""
    if not engine_is_here():
        pytest.skip("openssl with the gost engine is not installed here")
    folder = tmp_path_factory.mktemp("signer")
    key, certificate = esia.make_key(SYSTEM, clock.now())
    (folder / "key.pem").write_bytes(key)
    (folder / "certificate.pem").write_bytes(certificate)
    (folder / "clients.toml").write_text(
        f'[[client]]\nid = "{SYSTEM}"\ncertificate = "certificate.pem"\n'
        f'redirect = ["{configured.SCHOOL_URL}"]\n'
    )
    return folder


@pytest.fixture(scope="module")
def sandbox(home: Path) -> Iterator[str]:
    """The sandbox, where the mother has an account of her own."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--home", str(home)]
    command += ["--clients", str(home / "clients.toml")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        base = process.stdout.readline().split()[-1].rstrip("/")
        told = {
            "key": "anna",
            "oid": MOTHER.oid,
            "last_name": MOTHER.last_name,
            "first_name": MOTHER.first_name,
            "patronymic": MOTHER.patronymic,
            "birth_date": MOTHER.birth_date.isoformat(),
            "snils": MOTHER.snils,
            "level": "confirmed",
        }
        made = httpx.post(f"{base}/control/citizens", json=told, trust_env=False)
        assert made.is_success, made.text
        yield base
        process.terminate()


def documented() -> str:
    """The command as whoever installs the product reads it."""
    text = (ROOT / "docs/deploying.md").read_text("utf-8")
    (line,) = re.findall("^ESIA_SIGNER=(.*)$", text, re.MULTILINE)
    return line


@pytest.fixture
def signed_for(home: Path, sandbox: str, settings: Any) -> Iterator[str]:
    """The product, told to let the program sign; the key's file is not its business."""
    command = documented().replace(_KEY, str(home / "key.pem"))
    settings.ESIA_SIGNER = env.command("X", source={"X": command})
    settings.ESIA_SIGNER_MIRRORED = False
    settings.ESIA_KEY_FILE = home / "nowhere"
    settings.ESIA_CERTIFICATE_FILE = home / "certificate.pem"
    settings.ESIA_TRUSTED_FILES = (home / "token-public-key.pem",)
    settings.ESIA_URL, settings.ESIA_ISSUER = sandbox, f"{sandbox}/"
    settings.ESIA_CLIENT_ID = SYSTEM
    gosuslugi.taken.forget()
    yield sandbox
    gosuslugi.taken.forget()


def walk(address: str) -> dict[str, str]:
    """Sign in at the sandbox; what the address of return says."""
    with httpx.Client(trust_env=False, timeout=30) as browser:
        door = follow(browser, browser.get(address))
        target, fields = Page(door).form("/login")
        fields |= {"login": "anna@example.test", "password": "gosuslugi"}
        back = browser.post(target, data=fields | {"do": "enter"})
    query = parse_qs(urlsplit(back.headers["Location"]).query)
    return {name: one for name, (one,) in query.items()}


def test_a_mother_comes_in_while_a_program_signs(
    signed_for: str, consented: rows.Rows
) -> None:
    road = gosuslugi.road()
    assert isinstance(road, Direct)
    assert isinstance(road.signer, esia.CommandSigner)
    family = Client()
    begun = family.post(reverse("access:start"))["Location"]
    assert begun.startswith(f"{signed_for}/aas/oauth2/v2/ac?")
    back = family.get(reverse("access:return"), walk(begun))
    assert Attempt.objects.get().outcome == Attempt.Outcome.ADMITTED
    assert back["Location"] == reverse("landing")


def test_a_program_with_a_strangers_key_lets_nobody_in(
    signed_for: str, consented: rows.Rows, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "key.pem").write_bytes(esia.make_key("OTHER", clock.now())[0])
    settings.ESIA_SIGNER = (*settings.ESIA_SIGNER[:-1], str(tmp_path / "key.pem"))
    gosuslugi.taken.forget()
    begun = Client().post(reverse("access:start"))["Location"]
    with httpx.Client(trust_env=False, timeout=30) as browser:
        answer = browser.get(begun)
    assert "ESIA-007053" in answer.headers["Location"], "the sandbox looks at it"
