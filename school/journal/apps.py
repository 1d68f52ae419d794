"""The context as a Django application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """See the package's docstring."""

    name = "school.journal"

    def ready(self) -> None:
        """Say what people are to a lesson."""
        from school.journal.models import Lesson
        from school.journal.relations import roles_towards_lesson
        from school.rights.relations import relate

        relate(Lesson, roles_towards_lesson)
