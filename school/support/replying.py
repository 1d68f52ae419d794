"""Replying: the person answers a school's question on the page of his number."""

from datetime import datetime

from school.audit.trail import Line, write
from school.regions.models import School
from school.support.answering import settle
from school.support.models import Ticket, TicketReply, TicketStep
from school.support.sentences import TYPED
from school.support.status import knower_of
from school.support.steps import PERSON
from school.walls.actor import job_of
from school.walls.behind import behind

LONGEST = 500


def reply(reference: str, text: str, *, at: datetime) -> None:
    """Bring the answer to the school, whose move it is again.

    Sent again, or where nothing was asked, it changes nothing: the page tells where the
    message stands. ``text`` is as typed, of one line or several.
    """
    with behind(knower_of(reference)) as standing:
        asked = Ticket.objects.filter(reference=reference)
        school = asked.values_list("school_id", flat=True).first()
        if school is None:
            return
        standing.become(job_of(school, name="support"))
        mine = Ticket.objects.select_for_update().filter(school=school)
        ticket = mine.get(reference=reference)
        if ticket.state != Ticket.State.ASKED or ticket.question not in TYPED:
            return
        TicketReply.objects.create(school_id=school, ticket=ticket, at=at, text=text)
        zone = School.objects.select_related("region").get(pk=school).region.zone()
        settle(
            ticket,
            Ticket.State.RECEIVED,
            "",
            PERSON,
            at=at,
            today=at.astimezone(zone).date(),
            what=TicketStep.What.REPLIED,
        )
        write(Line("door", "reply_ticket", f"ticket:{ticket.pk}", school))
