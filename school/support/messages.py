"""The work list of messages about sign-in, for a class teacher and an administrator."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from school.access.diagnosis import for_school
from school.access.facts import Audience
from school.access.reasons import Kind, Reason
from school.lib.keys import to_text
from school.regions.policy import Who
from school.rights.visitor import Role, Visitor
from school.support.models import Ticket

LONGEST = 100
Holder = Ticket.Holder
# Whoever wrote this is in: of the card that was held he knows nothing.
MISSES = (
    "Родитель вошёл, но видит не всех своих детей. Проверьте карточку ребёнка, карточку"
    " родителя и связь между ними."
)
HELD: dict[Ticket.Holder, str] = {
    Holder.CLASS_TEACHER: "У классного руководителя",
    Holder.ADMINISTRATOR: "У администратора",
    Holder.SUPPORT: "В техподдержке",
}
_KIND: dict[Who, Kind] = {
    Who.PUPIL: "student",
    Who.PARENT: "guardian",
    Who.STAFF: "employee",
}
FROM: dict[Who, str] = {
    Who.PUPIL: "Ученик",
    Who.PARENT: "Родитель",
    Who.STAFF: "Сотрудник",
}


class Show(StrEnum):
    """Which messages the list shows: the filter in its address."""

    MINE = "mine"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the list; ``child`` and ``class_name`` are as typed.

    ``held`` says who has it now, ``due`` until when, ``is_late`` whether that is over.
    """

    key: str
    reference: str
    who: str
    sent_at: datetime
    state: Ticket.State
    happened: str
    child: str
    class_name: str
    held: str
    due: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class WorkList:
    """The messages that are shown, and how many each filter has."""

    messages: list[Message]
    counts: dict[Show, int]


def read(visitor: Visitor, show: Show) -> WorkList:
    """The messages that the visitor may read; two queries.

    Those that wait come by their term, all of them the newest first.
    """
    mine = Ticket.objects.visible_to(visitor)
    filters = {each: _filter(each, visitor) for each in Show}
    counts = mine.aggregate(
        **{each.value: Count("pk", filter=asked) for each, asked in filters.items()}
    )
    order = ("-sent_at", "-id") if show is Show.ALL else ("due_date", "sent_at", "id")
    found: QuerySet[Ticket] = mine.filter(filters[show]).select_related("school_class")
    return WorkList(
        [_message(one, visitor.today) for one in found.order_by(*order)[:LONGEST]],
        {each: counts[each.value] for each in Show},
    )


def happened(ticket: Ticket) -> str:
    """What happened, as the school reads it."""
    if not ticket.reason:
        return MISSES
    audience = Audience.read(ticket.audience)
    kind = _KIND[audience.who]
    return for_school(Reason(ticket.reason), kind, child=audience.minor).sentence


def who_wrote(ticket: Ticket) -> str:
    """«Родитель», «Ученик», «Сотрудник»."""
    return FROM[Audience.read(ticket.audience).who]


def class_in_words(ticket: Ticket) -> str:
    """The class as typed, and what it was taken for where that reads otherwise."""
    typed, named = ticket.class_typed, ticket.school_class
    if not typed:
        return ""
    if named is None:
        return f"{typed} — такого в школе нет"
    return typed if named.label() == typed else f"{typed} — это {named.label()}"


def _filter(show: Show, visitor: Visitor) -> Q:
    waiting = Q(state__in=Ticket.OPEN)
    if show is Show.OVERDUE:
        return waiting & Q(due_date__lt=visitor.today)
    if show is Show.ALL:
        return Q()
    own = Q(held_by=Holder.CLASS_TEACHER, led=True)
    if Role.ADMINISTRATOR in visitor.granted:
        own |= Q(held_by=Holder.ADMINISTRATOR)
    return waiting & own


def _message(ticket: Ticket, today: date) -> Message:
    named, due = ticket.school_class, ticket.due_date
    return Message(
        key=to_text(ticket.key),
        reference=ticket.reference,
        who=who_wrote(ticket),
        sent_at=ticket.sent_at,
        state=Ticket.State(ticket.state),
        happened=happened(ticket),
        child=ticket.child,
        class_name=named.label() if named else ticket.class_typed,
        held=HELD[Holder(ticket.held_by)] if ticket.state in Ticket.OPEN else "",
        due=due,
        is_late=due is not None and due < today,
    )
