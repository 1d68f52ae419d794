"""Turning the year back: only while the new year's journals are empty.

The journal's verb, because only the journal knows whether it is.
"""

import psycopg
from django.db import OperationalError, connection, transaction

from school.academics.taking_back import NotTakenBack, TakenBack, take_back
from school.academics.years import named
from school.journal.written import is_written

# Writers take no lock that undoing could meet: a mark put between the look and the end
# would outlive its membership. A table's lock is taken before a statement looks, so
# whoever waited here looks at what is left. It gives way early and never holds up
# teachers for long: they queue behind it.
_WAIT = "SET LOCAL lock_timeout = '500ms'"
_LOCK = """
LOCK TABLE ONLY lesson, ONLY mark, ONLY absence, ONLY homework, ONLY remark
IN SHARE ROW EXCLUSIVE MODE
"""
_WAIT_AS_USUAL = "SET LOCAL lock_timeout TO DEFAULT"

_BUSY = "Сейчас кто-то пишет в журналы: повторите отмену перевода через минуту."


def turn_back(*, school: int, year: int) -> TakenBack | NotTakenBack:
    """Undo the turn into ``year``, or say why not. Behind the school's job.

    Until the caller's transaction ends, nobody writes into any school's journals.
    """
    if not _journals_are_ours():
        return NotTakenBack(_BUSY)
    if is_written(school=school, year=year):
        return NotTakenBack(
            f"В журналах {named(year)} учебного года уже есть записи: перевод классов"
            " не отменить, переводите учеников по одному."
        )
    return take_back(school=school, year=year)


def _journals_are_ours() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WAIT)
            cursor.execute(_LOCK)
            cursor.execute(_WAIT_AS_USUAL)
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
            return False
        raise
    return True
