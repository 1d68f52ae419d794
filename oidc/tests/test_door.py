"""The library's door, and settings that cannot work."""

import subprocess
import sys
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import oidc
from esia import Misconfigured, valid_until
from esia.tests.stand import PEM, TRUSTED
from oidc.tests.gate import RSA_KEY, SECRET, Gate

RSA_PEM = RSA_KEY.public_key().public_bytes(
    Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
)


def test_everything_that_is_promised_is_there_and_nothing_else() -> None:
    public = {name for name in vars(oidc) if not name.startswith("_")}
    assert public - {"tests"} == set(oidc.__all__)
    assert oidc.__all__ == sorted(oidc.__all__)


def test_neither_django_nor_the_school_comes_along() -> None:
    code = (
        "import sys, oidc\n"
        "print([name for name in sys.modules"
        " if name.split('.')[0] in {'django', 'school', 'sandbox', 'launcher'}])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", ""),
        ("issuer", "gate.example"),
        ("issuer", "http://gate.example"),
        ("issuer", "https://gate.example/?x=1"),
        ("issuer", "https://gate.example/#x"),
        ("issuer", "https://user@gate.example"),
        ("client_id", ""),
        ("client_secret", ""),
        ("redirect_uri", "http://school.example/"),
        ("redirect_uri", "/return/"),
        ("scope", "profile"),
        ("algorithms", ()),
        ("algorithms", ("none",)),
        ("algorithms", ("RS256", "HS256")),
        ("algorithms", "RS256"),
        ("algorithms", ("GOST3410_2012_256",)),
        ("trusted", (TRUSTED,)),
        ("trusted", (PEM,)),
        ("trusted", (RSA_PEM,)),
        ("timeout_s", 0),
        ("timeout_s", 61),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    gate: Gate, field: str, value: Any
) -> None:
    with pytest.raises(Misconfigured) as caught:
        gate.settings(**{"trusted": (), field: value})
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_end_of_a_certificate_is_known_where_there_is_one(gate: Gate) -> None:
    assert gate.settings().trusted_until() is None
    gost = gate.settings(algorithms=("GOST3410_2012_256",))
    assert gost.trusted_until() == valid_until(TRUSTED)


def test_settings_do_not_print_the_secret(gate: Gate) -> None:
    assert SECRET not in repr(gate.settings())
