"""The context as a Django application."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """See the package's docstring."""

    name = "school.mail"

    def ready(self) -> None:
        """Have the worker send what waits."""
        from school.mail.sending import send_what_waits
        from school.notices.chores import look_after

        look_after("mail", send_what_waits, every_s=2)
