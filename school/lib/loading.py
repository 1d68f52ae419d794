"""A start, which loads much and throws nothing away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load the program without looking for garbage, of which there is hardly any.

    To look takes a fifth of a start. What was loaded stays as long as the process
    does: it is not looked through later either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
