"""Whether anybody has written anything into a year's journals."""

from django.db.models import Model

from school.journal.models import Absence, Homework, Lesson, Mark, Remark

_KEPT: tuple[type[Model], ...] = (Mark, Absence, Homework, Remark)


def is_written(*, school: int, year: int) -> bool:
    """Whether the school's journals of the year hold a mark, even a withdrawn one, an
    absence, a remark, homework, a topic or a cancelled lesson. Bare lessons are no
    writing: the timetable makes them."""
    lessons = Lesson.objects.filter(school=school, year=year)
    if lessons.exclude(topic="", state=Lesson.State.PLANNED).exists():
        return True
    return any(
        kept._default_manager.filter(school=school, year=year).exists()
        for kept in _KEPT
    )
