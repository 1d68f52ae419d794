"""Keys change at the provider's: found again, but never asked for more than once."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from esia import BadToken, Protocol, Unavailable, make_key
from esia.tests.stand import NOW, ending, replying
from esia.wire import GOST
from oidc import _keys
from oidc.tests.gate import EC_KEY, RSA_KEY, SUBJECT, Gate, jwk

NEW = rsa.generate_private_key(65537, 2048)


def test_keys_are_asked_for_when_the_first_token_comes(gate: Gate) -> None:
    ring = gate.ring()
    assert gate.asked("/jwks") == 0
    assert len(ring.find("RS256", "r", NOW)) == 1
    assert len(ring.find("ES256", "e", NOW)) == 1
    assert gate.asked("/jwks") == 1


def test_an_unknown_key_is_asked_for_at_most_once_a_minute(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [0.0]
    monkeypatch.setattr(_keys.time, "monotonic", lambda: moment[0])
    ring = gate.ring()
    for _ in range(20):
        assert ring.find("RS256", "new", NOW) == ()
    assert gate.asked("/jwks") == 1
    gate.jwks([jwk(NEW, "new")])
    moment[0] = 59.9
    assert ring.find("RS256", "new", NOW) == ()
    moment[0] = 60.0
    assert len(ring.find("RS256", "new", NOW)) == 1
    assert ring.find("RS256", "r", NOW) == (), "a key that is no longer shown is over"
    assert gate.asked("/jwks") == 2


def test_a_provider_that_cannot_show_keys_now_is_asked_again_later(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [0.0]
    monkeypatch.setattr(_keys.time, "monotonic", lambda: moment[0])
    gate.stand.routes["/jwks"] = replying(b"", 503)
    ring = gate.ring()
    with pytest.raises(Unavailable):
        ring.find("RS256", "r", NOW)
    asked = gate.asked("/jwks")
    with pytest.raises(Unavailable):
        ring.find("RS256", "r", NOW)
    assert gate.asked("/jwks") == asked
    gate.jwks([jwk(RSA_KEY, "r")])
    moment[0] = 61.0
    assert len(ring.find("RS256", "r", NOW)) == 1


def test_keys_that_stand_are_kept_when_new_ones_do_not_come(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [0.0]
    monkeypatch.setattr(_keys.time, "monotonic", lambda: moment[0])
    ring = gate.ring()
    assert len(ring.find("RS256", "r", NOW)) == 1
    moment[0] = 100.0
    gate.stand.routes["/jwks"] = replying(b"", 503)
    with pytest.raises(Unavailable):
        ring.find("RS256", "new", NOW)
    assert len(ring.find("RS256", "r", NOW)) == 1


@pytest.mark.parametrize(
    "told",
    [
        jwk(RSA_KEY, "r", use="enc"),
        jwk(RSA_KEY, "r", alg="PS256"),
        jwk(RSA_KEY, "r", alg="HS256"),
        jwk(RSA_KEY, "r", d="AQAB"),
        jwk(RSA_KEY, "r", n="AQAB"),
        jwk(RSA_KEY, "r", n=5),
        jwk(RSA_KEY, "r", kty="oct", k="AAAA"),
        jwk(RSA_KEY, None) | {"kid": 5},
        jwk(rsa.generate_private_key(65537, 1024), "r"),  # noqa: S505
        jwk(ec.generate_private_key(ec.SECP384R1()), "r"),
        jwk(EC_KEY, "r", x="AA"),
        jwk(EC_KEY, "r", crv="secp256k1"),
        "r",
        None,
        {},
    ],
    ids=range(15),
)
def test_what_cannot_serve_is_no_key(gate: Gate, told: Any) -> None:
    gate.jwks([told])
    ring = gate.ring()
    assert ring.find("RS256", "r", NOW) == ring.find("ES256", "r", NOW) == ()


@pytest.mark.parametrize("keys", [None, {}, "x", [{}] * 51], ids=range(4))
def test_a_list_that_is_none_is_refused(gate: Gate, keys: Any) -> None:
    gate.jwks(keys)
    with pytest.raises(Protocol):
        gate.ring().find("RS256", "r", NOW)


def test_a_key_of_gost_ends_with_its_certificate(gate: Gate) -> None:
    trusted = (ending(NOW), make_key("ANOTHER", NOW)[1])
    gost: dict[str, Any] = {"algorithms": (GOST,), "trusted": trusted}
    assert gate.believe(gate.token(GOST), **gost).subject == SUBJECT
    over = {**gost, "trusted": (ending(NOW - timedelta(seconds=1)), trusted[1])}
    with pytest.raises(BadToken, match="Подпись"):
        gate.believe(gate.token(GOST), **over)


def test_gost_asks_nobody(gate: Gate) -> None:
    ring = gate.ring(algorithms=(GOST,))
    assert len(ring.find(GOST, "anything", NOW)) == 1
    assert gate.asked("/jwks") == 0
