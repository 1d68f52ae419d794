"""A road that cannot lead to Госуслуги, or leads to a sandbox, is not taken."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from school.access import gosuslugi
from school.access.checks import production_trusts_no_sandbox, the_road_is_open
from school.access.roads.direct import Direct
from school.access.roads.gateway import Gateway

ROOT = Path(__file__).resolve().parents[3]
GATEWAY = {
    "IDENTITY_ROAD": "gateway",
    "GATEWAY_ISSUER": "https://gate.example.ru",
    "GATEWAY_CLIENT_ID": "diary",
    "GATEWAY_CLIENT_SECRET": "a secret",
    "GATEWAY_AUTHENTICATION": "basic",
    "GATEWAY_SCOPE": "openid profile",
    "GATEWAY_ALGORITHMS": ("RS256",),
    "GATEWAY_TRUSTED_FILES": (),
    "GATEWAY_CLAIMS": {},
}
Configure = Callable[..., None]
# This machine, in the spellings that a resolver takes.
HERE = (
    *("127.0.0.1:8001", "localhost:8001", "LOCALHOST.", "esia.localhost", "[::1]:8001"),
    *("127.0.0.53", "127.1", "2130706433", "0x7f.1", "0.0.0.0:8001", "[::]"),
    "[::ffff:127.0.0.1]:8001",
)


@pytest.fixture
def configure(settings: Any) -> Iterator[Configure]:
    """Take the gateway's road, with these settings changed."""

    def change(**changes: Any) -> None:
        for name, value in (GATEWAY | changes).items():
            setattr(settings, name, value)
        gosuslugi.taken.forget()

    gosuslugi.taken.forget()
    yield change
    gosuslugi.taken.forget()


@pytest.fixture(autouse=True)
def no_register(settings: Any) -> None:
    settings.CONSENTS_URL = ""


def said(check: Callable[..., list[Any]]) -> list[str]:
    return [each.msg for each in check(None)]


def test_the_road_is_the_one_that_is_configured(configure: Configure) -> None:
    assert isinstance(gosuslugi.road(), Direct)
    configure()
    assert isinstance(gosuslugi.road(), Gateway)
    assert said(the_road_is_open) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"GATEWAY_ISSUER": "http://gate.example.ru"}, "https://"),
        ({"GATEWAY_CLIENT_ID": ""}, "имя системы"),
        ({"GATEWAY_SCOPE": "profile"}, "openid"),
        ({"GATEWAY_ALGORITHMS": ("none",)}, "Алгоритмы токенов"),
        ({"GATEWAY_ALGORITHMS": ()}, "Алгоритмы токенов"),
        ({"GATEWAY_ALGORITHMS": ("GOST3410_2012_256",)}, "Доверенные ключи"),
        ({"GATEWAY_CLAIMS": {"surname": "x"}}, "GATEWAY_CLAIMS"),
    ],
    ids=str,
)
def test_a_wrong_gateway_is_one_sentence(
    configure: Configure, changes: dict[str, Any], words: str
) -> None:
    configure(**changes)
    (sentence,) = said(the_road_is_open)
    assert words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "issuer",
    [
        "http://gate.example.ru",
        "http://127.0.0.1:8001",
        *(f"https://{host}/" for host in HERE),
    ],
)
def test_production_does_not_trust_a_sandbox_behind_a_gateway(
    configure: Configure, settings: Any, issuer: str
) -> None:
    settings.MODE, settings.SECURE = "production", True
    configure()
    assert said(production_trusts_no_sandbox) == []
    configure(GATEWAY_ISSUER=issuer)
    (sentence,) = said(production_trusts_no_sandbox)
    assert "GATEWAY_ISSUER" in sentence


ESIA = {"ESIA_URL": "https://esia.test", "ESIA_ISSUER": "http://esia.test/"}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("ESIA_URL", "http://esia.test"),
        ("ESIA_URL", "http://127.0.0.1:8001"),
        *(("ESIA_URL", f"https://{host}") for host in HERE),
        ("ESIA_ISSUER", "http://127.0.0.1:8001/"),
        *(("ESIA_ISSUER", f"https://{host}/") for host in HERE),
    ],
)
def test_production_does_not_trust_a_sandbox_in_the_place_of_esia(
    settings: Any, name: str, address: str
) -> None:
    settings.MODE, settings.SECURE = "production", True
    for known, value in ESIA.items():
        setattr(settings, known, value)
    assert said(production_trusts_no_sandbox) == []
    setattr(settings, name, address)
    (sentence,) = said(production_trusts_no_sandbox)
    assert name in sentence


@pytest.mark.parametrize(
    "host", ["esia.gosuslugi.ru", "10.0.0.5", "[2001:db8::1]", "localhost.example.ru"]
)
def test_a_machine_elsewhere_is_one(settings: Any, host: str) -> None:
    settings.MODE, settings.SECURE = "production", True
    settings.ESIA_URL, settings.ESIA_ISSUER = f"https://{host}", "http://esia.test/"
    assert said(production_trusts_no_sandbox) == []


def test_production_trusts_certificates_only(
    configure: Configure, settings: Any, tmp_path: Path
) -> None:
    settings.MODE, settings.SECURE = "production", True
    bare = tmp_path / "key.pem"
    bare.write_text("-----BEGIN PUBLIC KEY-----")
    configure(GATEWAY_TRUSTED_FILES=(bare,))
    (sentence,) = said(the_road_is_open)
    assert "GATEWAY_TRUSTED_FILES" in sentence


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "GATEWAY_ISSUER"),
        ({"GATEWAY_ISSUER": "https://gate.example.ru"}, "GATEWAY_CLIENT_ID"),
        ({"IDENTITY_ROAD": "saml"}, "IDENTITY_ROAD"),
    ],
    ids=str,
)
def test_a_start_without_what_the_road_needs_is_one_sentence(
    changed: dict[str, str], words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import school.wsgi"],
        check=False,
        cwd=ROOT,
        env={**os.environ, "IDENTITY_ROAD": "gateway", **changed},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert words in sentence


def test_a_register_of_consents_at_this_machine_is_a_sandbox(settings: Any) -> None:
    settings.MODE, settings.SECURE = "production", True
    settings.ESIA_URL, settings.ESIA_ISSUER = "https://e.test", "http://e.test/"
    for address in ("http://register.test", "https://127.0.0.1:8001/consents"):
        settings.CONSENTS_URL = address
        (sentence,) = said(production_trusts_no_sandbox)
        assert "CONSENTS_URL" in sentence
    settings.CONSENTS_URL = "https://register.test/consents"
    assert said(production_trusts_no_sandbox) == []
