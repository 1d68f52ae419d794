"""The list of messages about sign-in, for a class teacher and an administrator."""

from dataclasses import dataclass
from datetime import datetime

from school.access.diagnosis import for_school
from school.access.facts import Audience
from school.access.gathering import seal
from school.access.reasons import Kind, Reason
from school.access.said import unpacked
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.people import snils
from school.regions.policy import Who
from school.rights.visitor import Role, Visitor
from school.support.models import SharedIdentity, Ticket
from school.support.models.ticket import leads_of
from school.support.status import QUESTIONS, Question

LONGEST = 100
_KIND: dict[Who, Kind] = {
    Who.PUPIL: "student",
    Who.PARENT: "guardian",
    Who.STAFF: "employee",
}
_FROM: dict[Who, str] = {
    Who.PUPIL: "Ученик",
    Who.PARENT: "Родитель",
    Who.STAFF: "Сотрудник",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the school reads it; texts are as typed.

    ``shared`` is ФИО, birth date and СНИЛС without its beginning, where the person
    passed them on.
    """

    key: str
    reference: str
    who: str
    sent_at: datetime
    state: Ticket.State
    question: str
    changed_at: datetime
    happened: str
    class_typed: str
    class_found: str
    child: str
    contact: str
    comment: str
    shared: tuple[str, ...]


def may_read(visitor: Visitor) -> bool:
    """Whether the visitor leads a class today or administers his school."""
    return visitor.is_staff and (
        Role.ADMINISTRATOR in visitor.granted or leads_of(visitor).exists()
    )


def read(visitor: Visitor) -> list[Message]:
    """The messages that the visitor may read, the newest first; two queries."""
    found = Ticket.objects.visible_to(visitor).select_related("school_class")
    tickets = list(found.order_by("-sent_at", "-id")[:LONGEST])
    shared = {
        one.ticket_id: bytes(one.sealed)
        for one in SharedIdentity.objects.filter(ticket__in=tickets)
    }
    return [_message(one, shared.get(one.pk)) for one in tickets]


def _message(ticket: Ticket, sealed: bytes | None) -> Message:
    audience = Audience.read(ticket.audience)
    told = for_school(Reason(ticket.reason), _KIND[audience.who], child=audience.minor)
    named = ticket.school_class
    return Message(
        key=to_text(ticket.key),
        reference=ticket.reference,
        who=_FROM[audience.who],
        sent_at=ticket.sent_at,
        state=Ticket.State(ticket.state),
        question=QUESTIONS[Question(ticket.question)] if ticket.question else "",
        changed_at=ticket.changed_at,
        happened=told.sentence,
        class_typed=ticket.class_typed,
        class_found="" if named is None else named.label(),
        child=ticket.child,
        contact=ticket.contact,
        comment=ticket.comment,
        shared=() if sealed is None else _shared(sealed),
    )


def _shared(sealed: bytes) -> tuple[str, ...]:
    said = unpacked(seal().unseal("identity", sealed))
    number = snils.masked(said.snils) if said.snils else "СНИЛС не указан"
    return said.full_name, numeric(said.birth_date), number
