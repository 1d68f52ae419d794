"""Where a message stands, for whoever has its number: no names, no school."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from school.support.models import Ticket
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


class Question(StrEnum):
    """What a school may need of a person. Sentences of ours: anybody who has the
    number reads them, so that nobody's name may stand there."""

    CALL = "call"
    DOCUMENT = "document"
    GOSUSLUGI = "gosuslugi"
    AGAIN = "again"


QUESTIONS: dict[Question, str] = {
    Question.CALL: "Позвоните классному руководителю или зайдите к нему.",
    Question.DOCUMENT: (
        "Принесите в школу документ: СНИЛС, свидетельство о рождении или паспорт."
    ),
    Question.GOSUSLUGI: (
        "Сверьте с документом ФИО, дату рождения и СНИЛС в профиле на Госуслугах."
    ),
    Question.AGAIN: (
        "По этому сообщению человека в школе не нашли. Войдите ещё раз и отправьте"
        " новое: проверьте школу, класс и ФИО."
    ),
}
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
    """A state, since when it holds, who acts next, and what the school needs."""

    state: Ticket.State
    changed_at: datetime
    next: str
    question: str


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
    question = QUESTIONS[Question(asked)] if asked else ""
    return Status(state, changed_at, _NEXT[state], question)


def knower_of(reference: str) -> Actor:
    """Somebody at the door who knows a number and nothing else."""
    return Actor(Kind.DOOR, name=f"reference:{reference}", digests=(reference,))
