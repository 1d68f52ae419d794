"""A start looks for no garbage; what comes after it does."""

import gc

import pytest

from school.lib.loading import loading


def test_garbage_is_looked_for_again_when_all_is_loaded() -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_looked_for_again_after_a_start_that_failed() -> None:
    with pytest.raises(ValueError, match="absurd"), loading():
        raise ValueError("absurd")
    assert gc.isenabled()
