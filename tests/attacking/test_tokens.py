"""No mutant of a token is believed, and the campaign notices a verifier that errs."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import oidc._tokens
from esia import _jws, _tokens
from esia._gost import GostPublicKey
from esia._keys import RsaPublicKey
from esia.tests.stand import encoded
from oidc._keys import EcPublicKey
from tests.attacking.campaign import attack
from tests.attacking.minting import ES, Mint, mints
from tests.attacking.mutants import families, mutants

_SHORT = 2000
_ROUNDS = 6  # every kind so often, where something is taken out of the verifier


@pytest.fixture(scope="module")
def issuing() -> Iterator[tuple[Mint, ...]]:
    with mints() as made:
        yield made


def test_what_the_mutants_are_made_of_is_believed(issuing: tuple[Mint, ...]) -> None:
    for mint in issuing:
        for token in mint.good:
            assert mint.believe(token)
    assert len({mint.name for mint in issuing}) == 7


def test_no_mutant_is_believed_and_every_refusal_is_one(
    issuing: tuple[Mint, ...],
) -> None:
    tally = attack(mutants(issuing, _SHORT, seed=20261118))
    assert tally.troubles == []
    assert sum(tally.refused.values()) == _SHORT
    assert set(tally.refused) == {kind for mint in issuing for kind in families(mint)}


def test_the_same_seed_makes_the_same_choices(issuing: tuple[Mint, ...]) -> None:
    """RS256 signs the same text alike; a GOST signature is new each time."""
    (mint,) = [one for one in issuing if one.name == "esia RS256 id"]
    first, again, other = (
        [one.token for one in mutants([mint], 120, seed)] for seed in (5, 5, 6)
    )
    assert first == again
    assert first != other


# What is taken out, and of whose tokens one must then get in or do harm.
_TAKEN_OUT: dict[str, tuple[Any, str, Any, str]] = {
    "the signature (RSA)": (RsaPublicKey, "verifies", lambda *_: True, "esia RS256 id"),
    "the signature (GOST)": (
        *(GostPublicKey, "verifies", lambda *_: True, "esia GOST3410_2012_256 id"),
    ),
    "the signature (EC)": (EcPublicKey, "verifies", lambda *_: True, "oidc ES256 id"),
    "the header": (
        *(_tokens.Verifier, "_check_header", lambda *_: None, "esia RS256 id"),
    ),
    "the addressee": (
        *(_tokens.Verifier, "_check_addressee", lambda *_: None, "esia RS256 access"),
    ),
    "the times": (_tokens, "check_times", lambda claims, now: now, "esia RS256 id"),
    "the person": (_tokens, "_oid", lambda *_: 1, "esia RS256 access"),
    "the nonce": (oidc._tokens, "_check_nonce", lambda *_: None, "oidc RS256 id"),
    "names only once": (_jws, "_unique", dict, "esia RS256 id"),
    "one spelling": (
        *(
            _jws,
            "_bytes",
            lambda part: urlsafe_b64decode(part + "==="),
            "esia RS256 id",
        ),
    ),
    "errors of JSON": (
        _tokens,
        "read_object",
        lambda raw, _: json.loads(raw),
        "esia RS256 id",
    ),
}


@pytest.mark.parametrize("part", _TAKEN_OUT)
def test_a_verifier_without_one_of_its_checks_is_found_out(
    issuing: tuple[Mint, ...], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, careless, whose = _TAKEN_OUT[part]
    (mint,) = [one for one in issuing if one.name == whose]
    monkeypatch.setattr(owner, name, careless)
    tally = attack(mutants([mint], _ROUNDS * len(families(mint)), seed=7))
    assert tally.troubles != []


def test_ecdsa_itself_knows_two_signatures_of_one_text(
    issuing: tuple[Mint, ...],
) -> None:
    """Not a mutant: (r, q − s) holds wherever (r, s) does, and says the same."""
    (mint,) = [one for one in issuing if one.algorithm == ES]
    text, _, written = mint.good[0].rpartition(".")
    raw = urlsafe_b64decode(written + "==")
    s = mint.order - int.from_bytes(raw[32:], "big")
    other = f"{text}.{encoded(raw[:32] + s.to_bytes(32, 'big'))}"
    first, second = (_raw(mint.believe(one)) for one in (mint.good[0], other))
    assert first == second


def _raw(claims: Any) -> Mapping[str, Any]:
    raw: Mapping[str, Any] = claims.raw
    return raw
