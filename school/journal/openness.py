"""Whether a lesson takes marks, a roll call and remarks, and if not, why."""

from datetime import date

from school.journal.models import Lesson
from school.lib.dates import day_in_words

UNGRADED = "По этому предмету отметок не ставят."


def closed_because(lesson: Lesson, *, on: date) -> str:
    """Why nothing can be written of what happened at the lesson; "" when it can.

    ``on`` is the region's day. A lesson of today is open all day long.
    """
    if lesson.state == Lesson.State.CANCELLED:
        return "Урок отменён: отметок, отсутствующих и замечаний на нём нет."
    if lesson.date > on:
        day = day_in_words(lesson.date)
        return f"Урок ещё не прошёл: отметки, перекличка и замечания откроются {day}."
    return ""
