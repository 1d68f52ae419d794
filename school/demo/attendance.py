"""Who was away: an invented class of which about seven in a hundred are absent."""

from datetime import date
from random import Random
from typing import NamedTuple

from school.demo import chance

_FALLS_ILL = 0.17
_DAYS_AWAY = (1, 2, 2, 3, 4)
_LATE = 0.02
_MISSES_ONE = 0.02
# Of those who fall ill seldom one still sees every kind of absence.
_HALE_IS_LATE = 0.15
_HALE_MISSES_ONE = 0.07
_SCHOOL_DAYS = 5
_LESSONS = 6


class Away(NamedTuple):
    """An absence. Only who came late was there and may have a mark."""

    code: str
    minutes_late: int | None = None

    @property
    def present(self) -> bool:
        """Whether the student was at the lesson at all."""
        return self.minutes_late is not None


Week = dict[tuple[int, int], Away]


def week_of(student: int, monday: date, *, illness: str, hale: bool) -> Week:
    """What the journal says of a student (by key) in a week, by weekday (0 is Monday)
    and lesson; the n-th lesson of a day he missed stands under n, a whole day under 0.

    ``illness`` is the region's code; ``hale`` students are never away for days, so
    that the families people look at first have something to show.
    """
    luck = chance.luck_of(student, monday.toordinal())
    found: Week = {}
    for day in range(_SCHOOL_DAYS):
        if luck.random() < (_HALE_IS_LATE if hale else _LATE):
            found[day, 1] = Away("О", minutes_late=luck.choice((3, 5, 7, 10, 15)))
        if luck.random() < (_HALE_MISSES_ONE if hale else _MISSES_ONE):
            found[day, luck.randint(1, _LESSONS)] = Away("Н")
    if not hale:
        found |= _days_away(luck, illness)
    return found


def away(week: Week, day: date, number: int) -> Away | None:
    """The absence at a lesson, if there is one."""
    weekday = day.weekday()
    return week.get((weekday, 0)) or week.get((weekday, number))


def _days_away(luck: Random, illness: str) -> Week:
    if luck.random() >= _FALLS_ILL:
        return {}
    first, length = luck.randrange(_SCHOOL_DAYS), luck.choice(_DAYS_AWAY)
    often = (illness, illness, illness, "У")
    absence = Away(luck.choice(often if length > 1 else ("У", "Н", illness)))
    return {
        (day, 0): absence for day in range(first, min(first + length, _SCHOOL_DAYS))
    }
