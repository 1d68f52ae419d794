"""The context as a Django application."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """See the package's docstring."""

    name = "school.diary"

    def ready(self) -> None:
        """Say who is what towards a student's card."""
        from school.diary.frame import StudentCard, roles_of
        from school.rights.relations import relate

        relate(StudentCard, roles_of)
