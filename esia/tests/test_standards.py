"""Streebog and the curves against the texts that define them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esia._curves import CURVES, Curve, combine, multiply, table
from esia._gost import GostPrivateKey
from esia._streebog import streebog256

RFC_7091 = Curve(
    name="RFC 7091, 7.1",
    p=2**255 + 0x431,
    a=7,
    b=0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
    q=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
    base=(2, 0x8E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8),
)
every_curve = pytest.mark.parametrize(
    "curve", sorted({*CURVES.values(), RFC_7091}, key=lambda one: one.name), ids=str
)


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"),
        (
            b"012345678901234567890123456789012345678901234567890123456789012",
            "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
        ),
        (
            "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы "
            "Игоревы".encode("cp1251"),
            "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
        ),
    ],
    ids=["empty", "first example", "second example"],
)
def test_streebog_answers_as_rfc_6986_says(message: bytes, digest: str) -> None:
    assert streebog256(message).hex() == digest


def test_the_worked_example_of_rfc_7091_comes_out_number_for_number() -> None:
    key = GostPrivateKey(
        RFC_7091, 0x7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28
    )
    digest = 0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5
    k = 0x77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3

    signature = key._sign_digest(digest.to_bytes(32, "little"), k)

    assert key.public().point == (
        0x7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B,
        0x26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA,
    )
    assert signature is not None
    assert signature.hex().upper() == (
        "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40"
        "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493"
    )
    assert key.public()._verifies_digest(digest.to_bytes(32, "little"), signature)


@every_curve
def test_the_base_of_every_curve_has_the_order_it_claims(curve: Curve) -> None:
    assert curve.holds(curve.base)
    assert multiply(curve, curve.q, curve.base) is None
    assert multiply(curve, curve.q + 1, curve.base) == curve.base


@every_curve
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_table_multiplies_as_plain_doubling_does(
    curve: Curve, data: st.DataObject
) -> None:
    edges = st.sampled_from([0, 1, 2, 7, 8, 9, 15, 16, curve.q - 1, curve.q // 2])
    scalars = edges | st.integers(0, curve.q - 1)
    left, right = data.draw(scalars), data.draw(scalars)
    rows = table(curve, curve.base)

    assert combine(curve, (left, rows)) == multiply(curve, left, curve.base)
    assert combine(curve, (left, rows), (right, rows)) == multiply(
        curve, (left + right) % curve.q, curve.base
    )


@every_curve
def test_a_point_beside_the_curve_is_not_a_key(curve: Curve) -> None:
    x, y = curve.base
    assert not curve.holds((x, y + 1))
    assert not curve.holds((x + curve.p, y))


def test_a_point_outside_the_subgroup_is_not_a_key() -> None:
    curve = CURVES["1.2.643.7.1.2.1.1.1"]
    assert curve.cofactor == 4
    outside = next(
        point
        for point in (_lifted(curve, x) for x in range(200))
        if point and multiply(curve, curve.q, point) is not None
    )
    assert not curve.holds(outside)


def _lifted(curve: Curve, x: int) -> tuple[int, int] | None:
    square = (x**3 + curve.a * x + curve.b) % curve.p
    y = pow(square, (curve.p + 1) // 4, curve.p)
    return (x, y) if y * y % curve.p == square else None


@settings(max_examples=20, deadline=None)
@given(message=st.binary(max_size=300), other=st.binary(max_size=300))
def test_a_signature_serves_its_message_and_no_other(
    message: bytes, other: bytes
) -> None:
    key = GostPrivateKey.generate(CURVES["1.2.643.2.2.36.0"])
    signature = key.sign(message)

    assert len(signature) == 64
    assert key.public().verifies(message, signature)
    assert key.public().verifies(other, signature) == (message == other)
    assert not key.public().verifies(message, signature[::-1])
    assert not key.public().verifies(message, signature[32:] + signature[:32])


@pytest.mark.parametrize("half", [0, 1])
def test_zero_and_numbers_beyond_the_order_are_no_signature(half: int) -> None:
    key = GostPrivateKey.generate(CURVES["1.2.643.2.2.35.1"])
    halves = [key.sign(b"message")[:32], key.sign(b"message")[32:]]
    for number in (0, key.curve.q, 2**256 - 1):
        halves[half] = number.to_bytes(32, "big")
        assert not key.public().verifies(b"message", b"".join(halves))


def test_a_secret_does_not_print_itself() -> None:
    key = GostPrivateKey.generate(CURVES["1.2.643.2.2.35.1"])
    assert str(key.secret) not in repr(key)
