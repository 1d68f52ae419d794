"""Supporting: a region's support answers what has risen to it, or gives it back."""

from datetime import datetime

from school.access.operating import Keeper
from school.support.answering import settle
from school.support.calendars import calendar_of
from school.support.handing import HOLDING, follow, put
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.sentences import Question, Return
from school.support.steps import SUPPORT, note
from school.walls.actor import job_of
from school.walls.behind import behind


def give_back(by: Keeper, raised: RaisedTicket, why: Return, at: datetime) -> None:
    """Return it to the administrator of its school, with a reason of ours.

    What the school took back or answered meanwhile stays as it is.
    """
    school = by.schools[raised.school_id]
    with behind(job_of(school.pk, name=f"support account:{by.account}")):
        ticket = _held(raised)
        if ticket is None:
            return
        today = at.astimezone(school.region.zone()).date()
        administrator = Ticket.Holder.ADMINISTRATOR
        calendar = calendar_of(school, today)
        put(ticket, administrator, school=school, calendar=calendar, today=today)
        ticket.save(update_fields=HOLDING)
        handed = TicketStep.What.HANDED
        note(ticket, handed, SUPPORT, at=at, to=administrator, sentence=why)
        follow(ticket, at=at)
        by.note("return_ticket", f"ticket:{ticket.pk}", ticket.school_id)


def ask(by: Keeper, raised: RaisedTicket, what: Question, at: datetime) -> None:
    """Ask the person by the page of his number; his answer goes to the school."""
    school = by.schools[raised.school_id]
    with behind(job_of(school.pk, name=f"support account:{by.account}")):
        ticket = _held(raised)
        if ticket is None:
            return
        today = at.astimezone(school.region.zone()).date()
        settle(ticket, Ticket.State.ASKED, what, SUPPORT, at=at, today=today)
        by.note("answer_ticket", f"ticket:{ticket.pk}", ticket.school_id)


def _held(raised: RaisedTicket) -> Ticket | None:
    """The message, locked, if support still has it."""
    mine = Ticket.objects.select_for_update().filter(school=raised.school_id)
    held = mine.filter(pk=raised.ticket_id, held_by=Ticket.Holder.SUPPORT)
    return held.first()
