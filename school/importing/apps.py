"""The context as a Django application."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """See the package's docstring."""

    name = "school.importing"

    def ready(self) -> None:
        """Have the worker forget tables that are a day old."""
        from school.importing.sending import forget_old
        from school.notices.chores import look_after

        look_after("uploads", forget_old, every_s=3600)
