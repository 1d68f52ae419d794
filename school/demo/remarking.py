"""What teachers remark on: praise and reproof, invented, the same at every run."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import NamedTuple, Protocol

from school.demo import invented
from school.journal.models import Remark

# Of one student at one lesson: about once in six weeks, every third time praise.
_SAID = 0.0065
_PRAISED = 1 / 3
# When those who are looked at first hear something: on a Tuesday, every other week.
_SHOWN_ON = (1, 2)
_SHOWN_IN = {1: Remark.Kind.PRAISE, 3: Remark.Kind.REPROOF}


class Word(NamedTuple):
    """One remark."""

    kind: Remark.Kind
    text: str


class Pupil(Protocol):
    """Somebody of whom it is said; ``shown`` ones are looked at first."""

    @property
    def key(self) -> int:
        """His public key."""

    @property
    def shown(self) -> bool:
        """Whether he is looked at first."""


def said(
    luck: Random, day: date, number: int, here: Sequence[Pupil]
) -> dict[int, Word]:
    """What is remarked on at the n-th lesson of a day, by the students' keys."""
    found = {}
    if here and luck.random() < _SAID * len(here):
        praised = luck.random() < _PRAISED
        kind = Remark.Kind.PRAISE if praised else Remark.Kind.REPROOF
        found[luck.choice(here).key] = _word(luck, kind)
    kind_shown = _SHOWN_IN.get(day.isocalendar().week % 4)
    if kind_shown is not None and (day.weekday(), number) == _SHOWN_ON:
        found |= {each.key: _word(luck, kind_shown) for each in here if each.shown}
    return found


def _word(luck: Random, kind: Remark.Kind) -> Word:
    return Word(kind, luck.choice(invented.table("remarks")[kind.value]))
