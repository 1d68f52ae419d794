"""Messages about sign-in of a planted school: one of the fifth class, one of none."""

from datetime import date

from school.access.gathering import seal
from school.access.said import Said, packed
from school.lib import clock
from school.support.models import RaisedTicket, SharedIdentity, Ticket, TicketReply
from tests.matrix.canaries import word
from tests.matrix.planting import BEGIN, GRADES, NUMBERS, Planted


def plant(here: Planted) -> None:
    """Leave them at a school; behind its walls."""
    for grade in GRADES:
        _message(here, grade)


def _message(here: Planted, grade: int) -> None:
    owner = f"СК{grade}"
    mine = here.place + owner
    now = clock.now()
    here.messages[grade] = here.put(
        Ticket,
        owner,
        reference=NUMBERS[here.place, grade],
        reason="no_card",
        audience="parent",
        refused_at=now,
        sent_at=now,
        changed_at=now,
        school_class=here.classes[grade] if grade == 5 else None,
        class_typed=word(mine, "класс"),
        child=word(mine, "ребёнок"),
        contact=word(mine, "связь"),
        comment=word(mine, "рассказ"),
        held_by="class_teacher" if grade == 5 else "administrator",
    )
    if here.place == "Ш2" and grade == 5:
        _raise(here, here.messages[grade])
    reply = word(mine, "ответ")
    here.put(TicketReply, ticket=here.messages[grade], at=now, text=reply)
    # Of the fifth class a parent wrote, whose card the school then has beside it.
    said = Said(word(mine, "фио"), BEGIN, "90000010185")
    if grade == 5:
        parent = here.place + "Р1"
        name = " ".join(word(parent, part) for part in ("фамилия", "имя", "отчество"))
        said = Said(name, date(1988, 3, 14), "")
    sealed = seal().seal("identity", packed(said))
    here.put(SharedIdentity, owner, ticket=here.messages[grade], sealed=sealed)


def _raise(here: Planted, ticket: Ticket) -> None:
    """To the region's support, which reads the number, the reason and the school."""
    ticket.held_by = "support"
    ticket.save()
    here.raised[5] = here.put(
        RaisedTicket,
        ticket=ticket,
        reference=ticket.reference,
        reason=ticket.reason,
        audience=ticket.audience,
        sent_at=ticket.sent_at,
        rose_at=ticket.sent_at,
    )
