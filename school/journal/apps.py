"""The context as a Django application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """See the package's docstring."""

    name = "school.journal"

    def ready(self) -> None:
        """Say what people are to a lesson, and which rows never leave their card."""
        from school.journal.models import Absence, BroughtMark, Lesson, Mark, Remark
        from school.journal.relations import roles_towards_lesson
        from school.registry.holding import hold
        from school.rights.relations import relate

        relate(Lesson, roles_towards_lesson)
        hold(Mark, "student", "отметки")
        hold(BroughtMark, "student", "отметки из другой школы")
        hold(Absence, "student", "пропуски")
        hold(Remark, "student", "замечания")
        hold(Lesson, "teacher", "уроки")
