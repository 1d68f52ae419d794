"""Our check of a signature and openssl's agree on every mutant."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from esia._gost import GostPublicKey
from esia.tests.stand import encoded
from oidc._keys import EcPublicKey
from tests.attacking.differing import compare, engine_is_here
from tests.attacking.minting import Mint, mints
from tests.attacking.mutants import Mutant, families, mutants


@pytest.fixture(scope="module")
def issuing() -> Iterator[list[Mint]]:
    if not engine_is_here():
        pytest.skip("openssl with the gost engine is not installed here")
    with mints() as made:
        yield [one for one in made if one.addressee == "aud"]


def test_both_say_the_same_of_every_kind(issuing: list[Mint], tmp_path: Path) -> None:
    once = len(issuing) * len(families(issuing[0]))
    found = compare(mutants(issuing, once, seed=3), tmp_path)
    assert found.differences == []
    # Some hold, for the issuer itself may sign what must not be believed.
    for mint in issuing:
        for holds in (True, False):
            assert found.agreed[mint.name, holds] >= 5


@pytest.mark.parametrize(
    ("check", "name"),
    [
        (GostPublicKey, "esia GOST3410_2012_256 id"),
        (GostPublicKey, "oidc GOST3410_2012_256 id"),
        (EcPublicKey, "oidc ES256 id"),
    ],
)
def test_a_check_that_errs_differs(
    issuing: list[Mint],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    check: Any,
    name: str,
) -> None:
    careful = check.verifies

    def either_way(key: Any, message: bytes, signature: bytes) -> bool:
        turned = signature[32:] + signature[:32]
        return any(careful(key, message, one) for one in (signature, turned))

    monkeypatch.setattr(check, "verifies", either_way)
    (mint,) = [one for one in issuing if one.name == name]
    text, _, written = mint.good[0].rpartition(".")
    raw = urlsafe_b64decode(written + "==")
    swapped = f"{text}.{encoded(raw[32:] + raw[:32])}"
    found = compare([Mutant(mint, "swapped", 0, swapped)], tmp_path)
    assert len(found.differences) == 1
