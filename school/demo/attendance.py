"""Who was away: an invented class of which about seven in a hundred are absent."""

from dataclasses import dataclass
from datetime import date

from school.demo import chance
from school.lib import dates

_FALLS_ILL = 0.17
_DAYS_AWAY = (1, 2, 2, 3, 4)
_LATE = 0.02
_MISSES_ONE = 0.004
# Of those who fall ill seldom one still sees every kind of remark.
_HALE_IS_LATE = 0.15
_HALE_MISSES_ONE = 0.015
_SCHOOL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Away:
    """A remark of the journal. Only who came late was there and may have a mark."""

    code: str
    minutes_late: int | None = None

    @property
    def present(self) -> bool:
        """Whether the student was at the lesson at all."""
        return self.minutes_late is not None


def away(
    student: int, day: date, number: int, *, illness: str, hale: bool
) -> Away | None:
    """What the journal says of a student (by key) at the n-th lesson of a day.

    ``illness`` is the region's code; ``hale`` students are never away for days, so
    that the families people look at first have something to show.
    """
    code = None if hale else _days_away(student, day, illness)
    if code is not None:
        return Away(code)
    luck = chance.luck("lesson", student, day, number)
    if number == 1 and luck.random() < (_HALE_IS_LATE if hale else _LATE):
        return Away("О", minutes_late=luck.choice((3, 5, 7, 10, 15)))
    missed = luck.random() < (_HALE_MISSES_ONE if hale else _MISSES_ONE)
    return Away("Н") if missed else None


def _days_away(student: int, day: date, illness: str) -> str | None:
    luck = chance.luck("week", student, dates.monday(day))
    if luck.random() >= _FALLS_ILL:
        return None
    first, length = luck.randrange(_SCHOOL_DAYS), luck.choice(_DAYS_AWAY)
    if not first <= day.weekday() < first + length:
        return None
    often = (illness, illness, illness, "У")
    return luck.choice(often if length > 1 else ("У", "Н", illness))
