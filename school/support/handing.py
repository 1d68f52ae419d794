"""Handing on: a message goes up or down, by hand or by the clock («Передать»)."""

from dataclasses import dataclass
from datetime import date, datetime

from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Role, Visitor
from school.support.calendars import calendar_of, days_of, led_classes
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.steps import doer_of, note
from school.support.terms import Calendar, due_of, reaches_teacher, ways

Holder = Ticket.Holder
HOLDING = ("held_by", "due_date")

_NOT_THERE = (
    "Классному руководителю сейчас не передать: у класса его нет или идут каникулы."
)
_NOT_YOURS = "Отсюда сообщение так не передают: оно уже у другого. Обновите страницу."


@dataclass(frozen=True, slots=True)
class NotHanded:
    """Why it stays where it is."""

    sentence: str


def ways_of(by: Visitor, ticket: Ticket) -> tuple[Ticket.Holder, ...]:
    """To whom the visitor may hand a message that was read for him."""
    return ways(
        Holder(ticket.held_by),
        administers=Role.ADMINISTRATOR in by.granted,
        named=ticket.school_class_id is not None,
    )


def hand_over(
    by: Visitor, ticket: Ticket, to: Ticket.Holder, *, at: datetime
) -> NotHanded | None:
    """Hand the message on; the same again changes nothing.

    Raises PermissionDenied for whoever neither leads the class nor administers.
    """
    with deed(by, Action.ANSWER_TICKET, ticket) as act:
        locked = lock(ticket)
        if locked.held_by == to:
            act.touched(())
            return None
        school = School.objects.get(pk=ticket.school_id)
        calendar = calendar_of(school, by.today)
        refused = _refused(by, locked, to, calendar)
        if refused is not None:
            act.touched(())
            return refused
        put(locked, to, school=school, calendar=calendar, today=by.today)
        locked.save(update_fields=HOLDING)
        note(locked, TicketStep.What.HANDED, doer_of(by, ticket), at=at, to=to)
        follow(locked, at=at)
        act.about(f"to:{to}")
    return None


def lock(ticket: Ticket) -> Ticket:
    """The message as it stands now, nobody else's until the transaction ends."""
    locked = Ticket.objects.select_for_update().filter(school=ticket.school_id)
    return locked.get(pk=ticket.pk)


def put(
    ticket: Ticket,
    holder: Ticket.Holder,
    *,
    school: School,
    calendar: Calendar,
    today: date,
) -> None:
    """Make it the holder's move from today on, with his term; unsaved. One query."""
    ticket.held_by = holder
    ticket.due_date = due_of(
        Ticket.State(ticket.state),
        holder,
        days=days_of(school),
        calendar=calendar,
        today=today,
    )


def follow(ticket: Ticket, *, at: datetime) -> None:
    """Let support read as much as it may while it has the message, and no longer."""
    mine = {"school": ticket.school_id, "ticket": ticket}
    is_there = ticket.held_by == Holder.SUPPORT
    TicketStep.objects.filter(**mine).update(with_support=is_there)
    if not is_there:
        RaisedTicket.objects.filter(**mine).update(with_support=False)
        return
    RaisedTicket.objects.update_or_create(
        school_id=ticket.school_id,
        ticket=ticket,
        defaults={"rose_at": at, "with_support": True},
        create_defaults={
            "reference": ticket.reference,
            "reason": ticket.reason,
            "audience": ticket.audience,
            "sent_at": ticket.sent_at,
            "rose_at": at,
        },
    )


def _refused(
    by: Visitor, ticket: Ticket, to: Ticket.Holder, calendar: Calendar
) -> NotHanded | None:
    if to not in ways_of(by, ticket):
        return NotHanded(_NOT_YOURS)
    if to is not Holder.CLASS_TEACHER:
        return None
    taught = ticket.school_class_id in led_classes(ticket.school_id, by.today)
    grade = ticket.school_class.grade if ticket.school_class else None
    if reaches_teacher(led=taught, grade=grade, calendar=calendar, today=by.today):
        return None
    return NotHanded(_NOT_THERE)
