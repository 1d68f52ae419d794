"""Alarms of a planted school: one that nobody has seen, one of which all is said."""

from datetime import timedelta

from school.alarms.models import Alarm
from school.lib import clock
from tests.matrix.canaries import word
from tests.matrix.planting import TODAY, Planted


def plant(here: Planted) -> None:
    """Leave both at a school; behind its walls."""
    day = TODAY - timedelta(days=1)
    employee = here.twins[0].pk
    of = {"day": day, "employee": employee, "times": 200, "raised_at": clock.now()}
    here.alarms.append(here.put(Alarm, cause="cards", **of))
    here.put(
        Alarm,
        cause="exports",
        seen_at=clock.now(),
        seen_by=word(here.place, "кто"),
        sentence=word(here.place, "что было"),
        waits=False,
        region_by=word(here.place, "оператор"),
        region_sentence=word(here.place, "что сказал"),
        **of,
    )
