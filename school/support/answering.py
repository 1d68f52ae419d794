"""Answering: a school says how far it is with a message about sign-in."""

from datetime import datetime

from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.support.models import Ticket


def answer(
    *, by: Visitor, ticket: Ticket, state: Ticket.State, question: str, at: datetime
) -> None:
    """Set where the message stands; the same again changes nothing.

    ``question`` names what is needed of the person, in the state ASKED alone. Raises
    PermissionDenied for whoever neither leads the class nor administers.
    """
    with deed(by, Action.ANSWER_TICKET, ticket) as act:
        if (ticket.state, ticket.question) == (state, question):
            act.touched(())
            return
        ticket.state, ticket.question = state, question
        ticket.changed_at, ticket.changed_by_id = at, by.card
        ticket.save(update_fields=["state", "question", "changed_at", "changed_by"])
        act.about(f"state:{state}")
