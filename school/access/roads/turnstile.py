"""The turnstile: how many people of one worker may wait for Госуслуги at once.

A call over the network holds a thread for as long as Госуслуги take. One thread is
always left for those who are in already.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2
_places = BoundedSemaphore(AT_ONCE)


@contextmanager
def place() -> Iterator[bool]:
    """Whether there is a place now; it is free again at the end of the block."""
    got = _places.acquire(blocking=False)
    try:
        yield got
    finally:
        if got:
            _places.release()
