"""One message about sign-in on a page of its own: what was written, and its way."""

from dataclasses import dataclass
from datetime import date, datetime

from school.access.gathering import seal
from school.access.said import Said, unpacked
from school.lib.keys import to_text
from school.support import steps
from school.support.messages import HELD, MISSES, class_in_words, happened, who_wrote
from school.support.models import SharedIdentity, Ticket, TicketReply
from school.support.sentences import SENTENCES
from school.support.telling import by_mail


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person answered, as typed, and when."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One message as the school reads it; texts are as typed.

    ``by_mail`` says whether letters go to him. ``said`` is what Госуслуги told of the
    sender, where he passed it on. ``held`` and ``due``: whose move it is and until the
    end of which day.
    """

    key: str
    reference: str
    who: str
    sent_at: datetime
    state: Ticket.State
    sentence: str
    happened: str
    class_name: str
    child: str
    contact: str
    by_mail: str
    comment: str
    held: str
    due: date | None
    is_late: bool
    said: Said | None
    replies: list[Reply]
    steps: list[steps.Line]

    @property
    def is_in(self) -> bool:
        """Whether the sender had signed in and misses a child."""
        return self.happened == MISSES


def read(ticket: Ticket, today: date) -> Page:
    """The page of a message that was read for its visitor. Four queries."""
    mine = {"school": ticket.school_id, "ticket": ticket}
    replies = TicketReply.objects.filter(**mine).order_by("at", "id")
    due = ticket.due_date
    return Page(
        key=to_text(ticket.key),
        reference=ticket.reference,
        who=who_wrote(ticket),
        sent_at=ticket.sent_at,
        state=Ticket.State(ticket.state),
        sentence=SENTENCES.get(ticket.question, ""),
        happened=happened(ticket),
        class_name=class_in_words(ticket),
        child=ticket.child,
        contact=ticket.contact,
        by_mail=by_mail(ticket),
        comment=ticket.comment,
        held=HELD[Ticket.Holder(ticket.held_by)],
        due=due,
        is_late=due is not None and due < today,
        said=said_with(ticket),
        replies=[Reply(one.at, one.text) for one in replies],
        steps=steps.read(ticket),
    )


def said_with(ticket: Ticket) -> Said | None:
    """What Госуслуги told of the sender; None: he did not pass it on. One query."""
    shared = SharedIdentity.objects.filter(school=ticket.school_id, ticket=ticket)
    found = shared.first()
    if found is None:
        return None
    return unpacked(seal().unseal("identity", bytes(found.sealed)))
