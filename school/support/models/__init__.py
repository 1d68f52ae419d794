"""Messages about sign-in, what was shared with them, and what became of them."""

from school.support.models.step import (
    RaisedTicket,
    TicketReply,
    TicketStep,
    TicketTerm,
)
from school.support.models.ticket import SharedIdentity, Ticket

__all__ = [
    "RaisedTicket",
    "SharedIdentity",
    "Ticket",
    "TicketReply",
    "TicketStep",
    "TicketTerm",
]
