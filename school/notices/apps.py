"""The context as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the package's docstring."""

    name = "school.notices"

    def ready(self) -> None:
        """Have forgotten notices looked for once a minute."""
        from school.notices.chores import look_after
        from school.notices.recalling import recall_forgotten

        look_after("recall", recall_forgotten, every_s=60)
