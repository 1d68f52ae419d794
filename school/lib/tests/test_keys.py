"""Keys in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib.keys import KeyConverter, from_text, new_key, to_text


@given(st.integers(0, 2**63 - 1))
def test_a_key_is_read_as_it_was_written(key: int) -> None:
    text = to_text(key)
    assert len(text) == 13
    assert from_text(text) == key


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_key_or_nothing(text: str) -> None:
    key = from_text(text)
    assert key is None or to_text(key) == text


def test_a_number_that_the_database_could_not_hold_is_no_key() -> None:
    assert from_text("z" * 13) is None
    with pytest.raises(ValueError, match=r"^$"):
        KeyConverter().to_python("z" * 13)


def test_keys_do_not_repeat() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000
