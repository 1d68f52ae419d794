"""Endings: who hears what became of a letter.

Contexts that write letters say what is done then; none is known here.
"""

from collections.abc import Callable
from datetime import datetime

from school.mail.models import Letter

Hear = Callable[[Letter, datetime], None]
"""Told of a letter that has ended, behind its school's walls, in that transaction."""

_hearers: dict[str, Hear] = {}


def hear_of(what: str, hear: Hear) -> None:
    """Have the ends of such letters told. Called from the ``ready`` of a context."""
    _hearers[what] = hear


def end(letter: Letter, state: Letter.State, at: datetime, *, answer: str = "") -> None:
    """Write down what became of it, and tell whoever wants to hear."""
    letter.state, letter.answer, letter.ended_at = state, answer, at
    letter.save(update_fields=["state", "answer", "ended_at"])
    if letter.what in _hearers:
        _hearers[letter.what](letter, at)
