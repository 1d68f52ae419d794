"""Messages about sign-in, and what was shared with them."""

from school.support.models.ticket import SharedIdentity, Ticket

__all__ = ["SharedIdentity", "Ticket"]
