"""Replacing («Заменить»): a card is made like Госуслуги, the message is answered."""

from datetime import datetime

from school.access.said import Said
from school.people.models import Card
from school.registry.correcting import correct
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.support.answering import settle
from school.support.beside import candidates
from school.support.comparing import NotReplaced, may_replace
from school.support.handing import lock
from school.support.models import Ticket, TicketStep
from school.support.sentences import Done
from school.support.steps import doer_of
from school.walls.behind import explain

_NOT_SHARED = "Отправитель не передал, что о нём знают Госуслуги: сравнивать не с чем."
_GONE = "Этой карточки рядом уже нет. Обновите страницу."


def replace(
    by: Visitor,
    ticket: Ticket,
    said: Said | None,
    key: int,
    *,
    seen: bool,
    at: datetime,
) -> NotReplaced | None:
    """Write what Госуслуги gave into the card, in one deed with the answer to it.

    ``key`` is the card's; it must be one of those shown beside the message. A link is
    never made. Raises PermissionDenied for whoever keeps the card no more.
    """
    if said is None:
        return NotReplaced(_NOT_SHARED)
    with deed(by, Action.ANSWER_TICKET, ticket) as act:
        locked = lock(ticket)
        # Whoever corrects the card at this moment is waited for.
        Card.objects.select_for_update().filter(school=by.school, key=key).first()
        found = next(
            (both for both in candidates(by, said) if both[0].key == key), None
        )
        if found is None:
            act.touched(())
            return NotReplaced(_GONE)
        card, ours = found
        ruling = may_replace(ours, said, seen=seen)
        if isinstance(ruling, NotReplaced):
            act.touched(())
            return ruling
        explain(f"ticket:{locked.pk}")
        correct(by, card, ruling)
        settle(
            locked,
            Ticket.State.FIXED,
            Done.CARD,
            doer_of(by, ticket),
            at=at,
            today=by.today,
            what=TicketStep.What.REPLACED,
        )
        act.about(f"card:{card.pk}")
    return None
