"""The context as a Django application."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """See the package's docstring."""

    name = "school.support"

    def ready(self) -> None:
        """Say what people are to a message about sign-in."""
        from school.rights.relations import relate
        from school.support.models import Ticket
        from school.support.relations import roles_towards_ticket

        relate(Ticket, roles_towards_ticket)
