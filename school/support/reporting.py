"""Reporting: a message about sign-in is sent to a school, once for a number."""

from dataclasses import dataclass
from datetime import date, datetime

from school.academics.models import SchoolClass
from school.academics.years import year_of
from school.access.gathering import seal
from school.access.models import Attempt
from school.access.said import Said, packed
from school.audit.trail import Line, write
from school.regions.models import School
from school.support import class_names
from school.support.calendars import calendar_of, led_classes
from school.support.handing import put
from school.support.models import SharedIdentity, Ticket
from school.support.status import knower_of
from school.support.terms import first_holder
from school.walls.actor import job_of
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Report:
    """What the person typed; ``school`` is the id of the one he chose.

    ``said`` is what he shares from Госуслуги, None without the tick.
    """

    school: int
    class_typed: str
    child: str
    contact: str
    comment: str
    said: Said | None = None


def report(attempt: Attempt, sent: Report, *, at: datetime) -> None:
    """Bring the message to its school. Sent again, the first one stands.

    ``attempt`` is the refused one, with its region, or that of somebody who is in and
    misses a child (``access.numbering``). The message goes to whoever leads the class
    that it names; where it names none, nobody leads it or it is on holiday, to the
    administrator.
    """
    reference = attempt.reference
    with behind(knower_of(reference)) as standing:
        # Of two at once, to two schools perhaps, the second waits and finds the first.
        Attempt.objects.select_for_update().get(pk=attempt.pk)
        if Ticket.objects.filter(reference=reference).exists():
            return
        standing.become(job_of(sent.school, name="support"))
        day = at.astimezone(attempt.region.zone()).date()
        ticket = Ticket(
            school_id=sent.school,
            reference=reference,
            reason=attempt.reason,
            audience=attempt.audience,
            refused_at=attempt.started_at,
            sent_at=at,
            school_class=_class(sent, year_of(day)),
            class_typed=sent.class_typed,
            child=sent.child,
            contact=sent.contact,
            comment=sent.comment,
            changed_at=at,
        )
        _bring(ticket, day)
        if sent.said is not None:
            sealed = seal().seal("identity", packed(sent.said))
            SharedIdentity.objects.create(
                school_id=sent.school, ticket=ticket, sealed=sealed
            )
        write(Line("door", "send_ticket", f"ticket:{ticket.pk}", sent.school))


def _bring(ticket: Ticket, day: date) -> None:
    """Save it as the move of whoever gets it first."""
    school = School.objects.get(pk=ticket.school_id)
    calendar, named = calendar_of(school, day), ticket.school_class
    holder = first_holder(
        led=ticket.school_class_id in led_classes(school.pk, day),
        grade=None if named is None else named.grade,
        calendar=calendar,
        today=day,
    )
    put(ticket, holder, school=school, calendar=calendar, today=day)
    ticket.save()


def _class(sent: Report, year: int) -> SchoolClass | None:
    named = class_names.read(sent.class_typed)
    if named is None:
        return None
    grade, letter = named
    of_grade = SchoolClass.objects.filter(school_id=sent.school, year=year, grade=grade)
    fitting = [one for one in of_grade if class_names.plain(one.letter) == letter]
    return fitting[0] if len(fitting) == 1 else None
