"""Rising: a message whose term is over goes to the next one, by the clock."""

from datetime import datetime

from school.audit.trail import Line, write
from school.lib import clock
from school.regions.models import School
from school.support.calendars import calendar_of, led_classes
from school.support.handing import HOLDING, follow, put
from school.support.models import Ticket, TicketStep
from school.support.models.ticket import TicketQuerySet
from school.support.steps import CLOCK, note
from school.support.terms import Calendar, Standing, risen
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

Holder = Ticket.Holder


def raise_what_is_due() -> int:
    """Raise what has waited too long, in every school; how many. Safe to repeat.

    Opens the walls of each school itself.
    """
    at = clock.now()
    schools = {one.pk: one for one in School.objects.select_related("region")}
    everywhere = Actor(Kind.JOB, "job:support", schools=tuple(schools))
    with behind(everywhere):
        waiting = set(_waiting().values_list("school_id", flat=True))
    return sum(_raise_in(schools[school], at) for school in sorted(waiting))


def _raise_in(school: School, at: datetime) -> int:
    today = at.astimezone(school.region.zone()).date()
    with behind(job_of(school.pk, name="support")):
        calendar = calendar_of(school, today)
        led = led_classes(school.pk, today)
        # What somebody answers at this moment is left to him.
        found = _waiting().filter(school=school).select_related("school_class")
        tickets = list(found.select_for_update(skip_locked=True, of=("self",)))
        for ticket in tickets:
            if ticket.due_date is None:  # of an earlier program
                mine = Holder(ticket.held_by)
                put(ticket, mine, school=school, calendar=calendar, today=today)
                ticket.save(update_fields=HOLDING)
        over = [(one, risen(_standing(one, led), calendar, today)) for one in tickets]
        raised = [(ticket, to) for ticket, to in over if to is not None]
        for ticket, to in raised:
            _raise(ticket, to, school=school, calendar=calendar, at=at)
    return len(raised)


def _raise(
    ticket: Ticket,
    to: Ticket.Holder,
    *,
    school: School,
    calendar: Calendar,
    at: datetime,
) -> None:
    today = at.astimezone(school.region.zone()).date()
    put(ticket, to, school=school, calendar=calendar, today=today)
    ticket.save(update_fields=HOLDING)
    note(ticket, TicketStep.What.ROSE, CLOCK, at=at, to=to)
    follow(ticket, at=at)
    write(Line("clock", "raise_ticket", f"ticket:{ticket.pk}", school.pk, [f"to:{to}"]))


def _waiting() -> TicketQuerySet:
    return Ticket.objects.filter(state__in=Ticket.OPEN).exclude(held_by=Holder.SUPPORT)


def _standing(ticket: Ticket, led: frozenset[int]) -> Standing:
    named = ticket.school_class
    return Standing(
        state=Ticket.State(ticket.state),
        holder=Holder(ticket.held_by),
        due=ticket.due_date,
        led=ticket.school_class_id in led,
        grade=None if named is None else named.grade,
    )
