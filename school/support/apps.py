"""The context as a Django application."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """See the package's docstring."""

    name = "school.support"

    def ready(self) -> None:
        """Say what people are to a message about sign-in, and where a number leads."""
        from school.mail.endings import hear_of
        from school.mail.kinds import TICKET
        from school.notices.chores import look_after
        from school.registry.finding import lead
        from school.rights.relations import relate
        from school.support.models import Ticket
        from school.support.relations import roles_towards_ticket
        from school.support.rising import raise_what_is_due
        from school.support.telling import note_the_end
        from school.support.whither import message_with

        relate(Ticket, roles_towards_ticket)
        look_after("messages", raise_what_is_due, every_s=60)
        lead(message_with)
        hear_of(TICKET.name, note_the_end)
