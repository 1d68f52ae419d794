import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.people.sealing import Seal, SealError

ONE = bytes(range(32))
TWO = bytes(range(32, 64))
SEAL = Seal({1: ONE}, 1)


@given(st.text(max_size=60))
def test_what_is_sealed_opens_again(text: str) -> None:
    assert SEAL.unseal("snils", SEAL.seal("snils", text)) == text


def test_a_sealed_value_is_never_the_same_twice_and_does_not_show_the_text() -> None:
    once, again = SEAL.seal("snils", "11223344595"), SEAL.seal("snils", "11223344595")
    assert once != again
    assert b"11223344595" not in once
    assert once[0] == 1


def test_a_database_may_give_a_memoryview() -> None:
    assert SEAL.unseal("snils", memoryview(SEAL.seal("snils", "1"))) == "1"


def test_a_sealed_value_of_one_kind_is_not_opened_as_another() -> None:
    with pytest.raises(SealError):
        SEAL.unseal("certificate", SEAL.seal("snils", "11223344595"))


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_a_changed_byte_does_not_open(place: int) -> None:
    sealed = bytearray(SEAL.seal("snils", "11223344595"))
    sealed[place] ^= 1
    with pytest.raises(SealError):
        SEAL.unseal("snils", bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 11, b"\x07" * 60])
def test_a_damaged_row_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealError):
        SEAL.unseal("snils", sealed)


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealError):
        Seal({1: TWO}, 1).unseal("snils", SEAL.seal("snils", "11223344595"))


def test_a_new_key_opens_old_values_and_seals_with_itself() -> None:
    both = Seal({1: ONE, 2: TWO}, 2)
    assert both.unseal("snils", SEAL.seal("snils", "11223344595")) == "11223344595"
    assert both.seal("snils", "11223344595")[0] == 2


def test_digests_meet_and_are_keyed_by_kind_version_and_key() -> None:
    digest = SEAL.digest("snils", "11223344595")
    assert digest == SEAL.digest("snils", "11223344595")
    assert digest.startswith("1:")
    assert len(digest) == 2 + 64
    others = {
        SEAL.digest("certificate", "11223344595"),
        SEAL.digest("snils", "11223344596"),
        Seal({1: TWO}, 1).digest("snils", "11223344595"),
        Seal({2: ONE}, 2).digest("snils", "11223344595"),
    }
    assert digest not in others
    assert len(others) == 4


def test_while_keys_change_a_row_is_found_by_every_version() -> None:
    both = Seal({1: ONE, 2: TWO}, 2)
    digests = both.digests("snils", "11223344595")
    assert digests == (
        both.digest("snils", "11223344595"),
        SEAL.digest("snils", "11223344595"),
    )


@pytest.mark.parametrize(
    ("keys", "current"),
    [({1: ONE}, 2), ({1: ONE[:31]}, 1), ({0: ONE}, 0), ({256: ONE}, 256), ({}, 1)],
)
def test_wrong_keys_are_refused_at_once(keys: dict[int, bytes], current: int) -> None:
    with pytest.raises(ValueError, match="key"):
        Seal(keys, current)


def test_keys_do_not_show_in_a_traceback() -> None:
    assert repr(ONE) not in repr(SEAL)
