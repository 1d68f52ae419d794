"""A planted school that is open to an operator of long ago, and one that was."""

from datetime import timedelta

from school.lib import clock
from school.openings.models import Opening
from school.openings.rules import LASTS
from tests.matrix.canaries import word
from tests.matrix.planting import Planted

_NOBODY = 0


def plant(here: Planted) -> None:
    """Leave both at a school; behind its walls. The first lasts all day."""
    of = {
        "account": _NOBODY,
        "name": word(here.place, "оператор"),
        "reason": word(here.place, "причина"),
        "number": word(here.place, "письмо"),
    }
    at = clock.now()
    long = timedelta(days=366)
    here.openings.append(here.put(Opening, since_at=at, until_at=at + long, **of))
    ended = {"ended_at": at, "ended_by": word(here.place, "закрыл")}
    here.put(Opening, since_at=at, until_at=at + LASTS, **of, **ended)
