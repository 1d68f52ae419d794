"""The context as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See the package's docstring."""

    name = "school.desk"

    def ready(self) -> None:
        """Have the worker write the numbers of each day down."""
        from school.desk.remembering import remember_what_is_due
        from school.notices.chores import look_after

        look_after("desk", remember_what_is_due, every_s=60)
