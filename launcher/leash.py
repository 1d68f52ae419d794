"""A child that dies when its launcher dies, even by kill -9.

Linux sends the chosen signal to a child when the thread that started it ends.
Elsewhere the children are only ended by the launcher itself.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def leash(on_death: signal.Signals) -> Callable[[], None]:
    """Return a `preexec_fn` that ties the child to us.

    It runs after the change of user, which would clear the tie. Start such
    children from the main thread only.
    """
    parent = os.getpid()

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(on_death), 0, 0, 0)
            if os.getppid() != parent:  # it died before the tie was made
                os._exit(1)

    return tie
