"""What a class teacher and an administrator are to a message."""

from school.rights.visitor import Role, Visitor
from school.support.models import Ticket


def roles_towards_ticket(visitor: Visitor, ticket: Ticket) -> frozenset[Role]:
    """The visitor's roles towards the message, by the facts of today.

    One that was read for this visitor (``Ticket.objects.visible_to``) already knows.
    """
    if not visitor.is_staff or visitor.school != ticket.school_id:
        return frozenset()
    known = ticket
    if not hasattr(ticket, "led"):
        known = Ticket.objects.towards(visitor).get(pk=ticket.pk)
    roles = {
        Role.CLASS_TEACHER: known.led,  # type: ignore[attr-defined]  # by towards()
        Role.ADMINISTRATOR: Role.ADMINISTRATOR in visitor.granted,
    }
    return frozenset(role for role, holds in roles.items() if holds)
