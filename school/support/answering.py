"""Answering: a school says how far it is with a message about sign-in."""

from datetime import date, datetime

from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.support.calendars import calendar_of
from school.support.handing import HOLDING, follow, lock, put
from school.support.models import Ticket, TicketStep
from school.support.steps import Doer, doer_of, note
from school.support.telling import tell


def answer(
    *, by: Visitor, ticket: Ticket, state: Ticket.State, sentence: str, at: datetime
) -> None:
    """Set where the message stands; the same again changes nothing.

    ``sentence`` is the key of what the person reads beside the state, or empty. Raises
    PermissionDenied for whoever neither leads the class nor administers.
    """
    with deed(by, Action.ANSWER_TICKET, ticket) as act:
        locked = lock(ticket)
        if (locked.state, locked.question) == (state, sentence):
            act.touched(())
            return
        settle(locked, state, sentence, doer_of(by, ticket), at=at, today=by.today)
        act.about(f"state:{state}")


def settle(
    ticket: Ticket,
    state: Ticket.State,
    sentence: str,
    doer: Doer,
    *,
    at: datetime,
    today: date,
    what: TicketStep.What = TicketStep.What.STATE,
) -> None:
    """The same for whoever has the right already, in his transaction.

    ``ticket`` is locked. A term begins anew where the message waits for the school
    again, and ends where it waits no more; what is answered is with support no more.
    Whoever wrote is told by mail where it is his move.
    """
    was_open = ticket.state in Ticket.OPEN
    ticket.state, ticket.question = state, sentence
    ticket.changed_at, ticket.changed_by_id = at, doer.card
    if state not in Ticket.OPEN or not was_open:
        _put_anew(ticket, today)
    ticket.save(
        update_fields=["state", "question", "changed_at", "changed_by", *HOLDING]
    )
    note(ticket, what, doer, at=at, to=state, sentence=sentence)
    follow(ticket, at=at)
    tell(ticket, at=at)


def _put_anew(ticket: Ticket, today: date) -> None:
    school = School.objects.get(pk=ticket.school_id)
    holder = Ticket.Holder(ticket.held_by)
    if holder is Ticket.Holder.SUPPORT:
        holder = Ticket.Holder.ADMINISTRATOR
    calendar = calendar_of(school, today)
    put(ticket, holder, school=school, calendar=calendar, today=today)
