"""Where a message stands, for whoever has its number: no names, no school."""

from dataclasses import dataclass
from datetime import datetime

from school.support.models import Ticket
from school.support.sentences import SENTENCES, TYPED
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

_NEXT: dict[Ticket.State, str] = {
    Ticket.State.RECEIVED: (
        "Теперь очередь школы: классного руководителя или администратора."
    ),
    Ticket.State.WORKING: (
        "Школа разбирается: классный руководитель или администратор."
    ),
    Ticket.State.FIXED: "Теперь ваша очередь: войдите ещё раз.",
    Ticket.State.ASKED: "Теперь ваша очередь:",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A state, since when it holds, who acts next, and what the school says or needs.

    ``is_typed``: the person may answer right here.
    """

    state: Ticket.State
    changed_at: datetime
    next: str
    sentence: str
    is_typed: bool


def status_of(reference: str) -> Status | None:
    """The state of the message with this number; None when none was sent.

    Asked at the door, where a message shows only to somebody who knows its number.
    """
    with behind(knower_of(reference)):
        tickets = Ticket.objects.filter(reference=reference)
        found = tickets.values_list("state", "changed_at", "question").first()
    if found is None:
        return None
    kept, changed_at, asked = found
    state = Ticket.State(kept)
    is_typed = state is Ticket.State.ASKED and asked in TYPED
    return Status(state, changed_at, _NEXT[state], SENTENCES.get(asked, ""), is_typed)


def knower_of(reference: str) -> Actor:
    """Somebody at the door who knows a number and nothing else."""
    return Actor(Kind.DOOR, name=f"reference:{reference}", digests=(reference,))
