"""The context as a Django application."""

from django.apps import AppConfig


class LoginsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.logins"

    def ready(self) -> None:
        """Have the worker answer whoever has forgotten his password."""
        from school.logins.recovering import answer_what_waits
        from school.notices.chores import look_after

        look_after("recoveries", answer_what_waits, every_s=2)
