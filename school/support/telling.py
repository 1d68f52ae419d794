"""Telling: whoever wrote and left an e-mail gets a letter about each answer.

The letter says that there is an answer and where it is read; what the answer is stands
on the page of the number. Its end becomes a step of the message, without the address.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from school.mail.addresses import address_in
from school.mail.composing import compose
from school.mail.kinds import TICKET
from school.mail.models import Letter
from school.mail.writing import is_sent_at_all, write_letter
from school.support.models import Ticket, TicketStep
from school.support.steps import POST, note

_IN_STATES = {
    Ticket.State.FIXED: "support/letters/fixed.txt",
    Ticket.State.ASKED: "support/letters/asked.txt",
}


def by_mail(ticket: Ticket) -> str:
    """What the school must know of letters to this sender, as a sentence or empty."""
    if not address_in(ticket.contact):
        return ""
    if is_sent_at_all():
        return "Отправитель оставил почту: о каждом ответе ему уйдёт письмо."
    return (
        "Отправитель оставил почту, но почтовый сервер у программы не настроен: письма"
        " не уйдут. Ответ он увидит только на странице номера — позвоните или напишите"
        " ему сами."
    )


def tell(ticket: Ticket, *, at: datetime) -> None:
    """Write a letter about where the message stands now, if it is the person's move.

    In the transaction of the answer, after it.
    """
    address = address_in(ticket.contact)
    template = _IN_STATES.get(Ticket.State(ticket.state))
    if not address or template is None:
        return
    page = reverse("support:status", kwargs={"reference": ticket.reference})
    words = compose(template, {"address": f"{settings.SCHOOL_URL}{page}"})
    write_letter(
        words,
        school=ticket.school_id,
        address=address,
        kind=TICKET,
        row=ticket.pk,
        at=at,
    )


def note_the_end(letter: Letter, at: datetime) -> None:
    """Write down in the message's history what became of a letter about it."""
    tickets = Ticket.objects.filter(school=letter.school_id)
    ticket = tickets.get(pk=letter.row_id)
    note(ticket, TicketStep.What.TOLD, POST, at=at, to=letter.state)
