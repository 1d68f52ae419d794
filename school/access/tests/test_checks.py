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
        "https://127.0.0.1:8001",
        "https://localhost/",
        "https://[::1]",
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
