"""Chores: what a worker looks after now and then, when nothing waits in the queue.

Contexts register theirs; none is known here. Several workers do the same chore, so each
must be safe to do twice at once.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError

Act = Callable[[], int]
"""Does what there is to do, and says how much that was."""

_log = logging.getLogger(__name__)


@dataclass
class _Chore:
    every_s: float
    act: Act
    due_at: float = 0.0


_chores: dict[str, _Chore] = {}


def look_after(name: str, act: Act, *, every_s: float) -> None:
    """Have the worker do this so often. Called from the ``ready`` of a context."""
    _chores[name] = _Chore(every_s, act)


def do_what_is_due() -> bool:
    """Do every chore whose time has come; whether there was anything to do.

    One that fails is told to whoever reads the log and done again in its turn; a
    database that is away is the caller's trouble.
    """
    did = 0
    for name, chore in _chores.items():
        if time.monotonic() < chore.due_at:
            continue
        chore.due_at = time.monotonic() + chore.every_s
        try:
            did += chore.act()
        except (DatabaseError, InterfaceError):
            raise
        except Exception as mistake:
            _log.error("The chore %s is put off.", name, exc_info=mistake)
    return did > 0
