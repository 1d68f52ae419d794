"""Two tokens that the real ЕСИА issued, and every way to spoil them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esia import BadToken, Verifier

HOME = Path(__file__).parent / "known_answers"
TEST_STAND = "http://esia-portal1.test.gosuslugi.ru/"


class Known:
    """A real token with everything that makes it believable."""

    def __init__(self, name: str, algorithm: str, issuer: str, client: str) -> None:
        self.token = (HOME / f"{name}.access-token.txt").read_text().strip()
        self.key = (HOME / f"{name}.esia-test.public-key.pem").read_bytes()
        self.algorithm, self.issuer, self.client = algorithm, issuer, client

    def verifier(self) -> Verifier:
        return Verifier((self.key,), self.algorithm, self.issuer, self.client)


GOST = Known("gost", "GOST3410_2012_256", TEST_STAND, "CTPRF_RU")
RSA = Known("rs256", "RS256", "http://esia.gosuslugi.ru/", "EKAP01")
ISSUED = {
    GOST: datetime.fromtimestamp(1701254575, UTC),
    RSA: datetime.fromtimestamp(1525754049, UTC),
}
both = pytest.mark.parametrize("known", [GOST, RSA], ids=["gost", "rs256"])


def believed(known: Known, token: str) -> bool:
    try:
        known.verifier().verify(token, ISSUED[known])
    except BadToken:
        return False
    return True


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@both
def test_the_real_token_is_believed_in_its_hour(known: Known) -> None:
    claims = known.verifier().verify(known.token, ISSUED[known], "access")
    assert claims.oid == claims.raw["urn:esia:sbj_id"]
    assert claims.expires_at == ISSUED[known] + timedelta(hours=1)


@both
def test_it_ends_an_hour_later_and_ten_seconds(known: Known) -> None:
    end = ISSUED[known] + timedelta(hours=1)
    known.verifier().verify(known.token, end + timedelta(seconds=9))
    with pytest.raises(BadToken, match="истёк"):
        known.verifier().verify(known.token, end + timedelta(seconds=10))


@both
def test_a_clock_ten_seconds_behind_is_forgiven_and_sixty_is_not(known: Known) -> None:
    start = ISSUED[known]
    known.verifier().verify(known.token, start - timedelta(seconds=10))
    with pytest.raises(BadToken, match="в будущем"):
        known.verifier().verify(known.token, start - timedelta(seconds=60))


@both
@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "payload", "signature"])
def test_no_byte_of_it_may_change(known: Known, part: int) -> None:
    parts = known.token.split(".")
    raw = decoded(parts[part])
    for place in range(len(raw)):
        spoilt = bytearray(raw)
        spoilt[place] ^= 1 << place % 8
        changed = [*parts[:part], encoded(bytes(spoilt)), *parts[part + 1 :]]
        assert not believed(known, ".".join(changed)), place


@both
def test_no_letter_of_it_may_change_drop_or_double(known: Known) -> None:
    token = known.token
    for place, letter in enumerate(token):
        other = "A" if letter != "A" else "B"
        rest = token[place + 1 :]
        assert not believed(known, token[:place] + other + rest), place
        if place % 5 == 0:
            assert not believed(known, token[:place] + rest), place
            assert not believed(known, token[:place] + letter * 2 + rest), place


@both
def test_the_spare_bits_of_the_last_letter_are_not_free(known: Known) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    right = [letter for letter in letters if believed(known, known.token[:-1] + letter)]
    assert right == [known.token[-1]]


@both
@pytest.mark.parametrize("extra", ["=", "==", ".", " ", "\n", "A", ".A", "\x00", "ё"])
def test_nothing_may_stand_around_it(known: Known, extra: str) -> None:
    assert not believed(known, known.token + extra)
    assert not believed(known, extra + known.token)


@both
def test_a_reversed_signature_is_refused(known: Known) -> None:
    signed, signature = known.token.rsplit(".", 1)
    assert not believed(known, f"{signed}.{encoded(decoded(signature)[::-1])}")


@both
def test_a_signature_with_its_halves_swapped_is_refused(known: Known) -> None:
    signed, signature = known.token.rsplit(".", 1)
    raw = decoded(signature)
    half = len(raw) // 2
    assert not believed(known, f"{signed}.{encoded(raw[half:] + raw[:half])}")


@both
@pytest.mark.parametrize("cut", [0, 1, 32, 63])
def test_a_short_or_long_signature_is_refused(known: Known, cut: int) -> None:
    signed, signature = known.token.rsplit(".", 1)
    raw = decoded(signature)
    assert not believed(known, f"{signed}.{encoded(raw[:cut])}")
    assert not believed(known, f"{signed}.{encoded(raw + raw[:cut] + b'0')}")


@both
def test_each_setting_alone_can_refuse_it(known: Known) -> None:
    other = RSA if known is GOST else GOST
    now = ISSUED[known]
    keys = (known.key, other.key)
    for verifier, kind in (
        (Verifier(keys, known.algorithm, "http://elsewhere/", known.client), None),
        (Verifier(keys, known.algorithm, known.issuer, "SOMEBODY"), None),
        (Verifier(keys, other.algorithm, known.issuer, known.client), None),
        (Verifier(keys, known.algorithm, known.issuer, known.client), "id"),
    ):
        with pytest.raises(BadToken):
            verifier.verify(known.token, now, kind)  # type: ignore[arg-type]
    good = Verifier(keys, known.algorithm, known.issuer, known.client)
    assert good.verify(known.token, now, "access").oid


@both
def test_a_key_is_found_among_several(known: Known, stranger_pem: bytes) -> None:
    other = RSA if known is GOST else GOST
    for keys in ((stranger_pem, other.key, known.key), (stranger_pem + known.key,)):
        verifier = Verifier(keys, known.algorithm, known.issuer, known.client)
        assert verifier.verify(known.token, ISSUED[known])
