"""Turning the year back: only while the new year's journals are empty.

The journal's verb, because only the journal knows whether it is.
"""

from school.academics.taking_back import NotTakenBack, TakenBack, take_back
from school.academics.years import named
from school.journal.written import is_written


def turn_back(*, school: int, year: int) -> TakenBack | NotTakenBack:
    """Undo the turn into ``year``, or say why not. Behind the school's job."""
    if is_written(school=school, year=year):
        return NotTakenBack(
            f"В журналах {named(year)} учебного года уже есть записи: перевод классов"
            " не отменить, переводите учеников по одному."
        )
    return take_back(school=school, year=year)
