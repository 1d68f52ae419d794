"""Whither a reference number leads: to its message, for whoever may read it."""

from django.urls import reverse

from school.rights.visitor import Visitor
from school.support.models import Ticket


def message_with(visitor: Visitor, reference: str) -> str | None:
    """The address of the message with this number; None where he may read none."""
    found = Ticket.objects.visible_to(visitor).filter(reference=reference)
    key = found.values_list("key", flat=True).first()
    if key is None:
        return None
    return reverse("support:message", kwargs={"message": key})
