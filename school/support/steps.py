"""Steps: every change of a message leaves one, and its page reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from school.people.models import Card
from school.people.names import FullName
from school.rights.visitor import Visitor
from school.support import sentences
from school.support.models import Ticket, TicketStep

What, Holder = TicketStep.What, Ticket.Holder

_ROLES: dict[str, str] = {
    "person": "Отправитель",
    "clock": "По сроку",
    "post": "Почта",
    Holder.CLASS_TEACHER: "Классный руководитель",
    Holder.ADMINISTRATOR: "Администратор",
    Holder.SUPPORT: "Техподдержка",
}
_TO: dict[str, str] = {
    Holder.CLASS_TEACHER: "классному руководителю",
    Holder.ADMINISTRATOR: "администратору",
    Holder.SUPPORT: "в техподдержку",
}
_STATES: dict[str, str] = {
    Ticket.State.RECEIVED: "Получено",
    Ticket.State.WORKING: "В работе",
    Ticket.State.FIXED: "Исправлено",
    Ticket.State.ASKED: "Нужен ответ человека",
}
# By what became of a letter (``mail.models.Letter.State``).
_TOLD: dict[str, str] = {
    "sent": "Письмо о том, что есть ответ, отправлено.",
    "refused": (
        "Письмо не дошло: почтовый сервер такого адреса не принял. Позвоните человеку"
        " или дождитесь, когда он откроет страницу номера."
    ),
    "unwanted": (
        "Письмо не ушло: человек отписался от таких писем. Ответ ждёт его на странице"
        " номера."
    ),
    "late": "Письмо не ушло за три дня: почтовый сервер не отвечал.",
    "unsent": "Письмо записано, но не ушло: почтовый сервер не настроен.",
}


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: a role, and his card where he has one in this school."""

    role: str
    card: int | None = None


PERSON, CLOCK, SUPPORT = Doer("person"), Doer("clock"), Doer(Holder.SUPPORT)
POST = Doer("post")


@dataclass(frozen=True, slots=True)
class Line:
    """One step in words: «Классный руководитель Петрова И. В.», when, what."""

    who: str
    at: datetime
    what: str


def doer_of(by: Visitor, ticket: Ticket) -> Doer:
    """The visitor as he acts upon a message that was read for him."""
    led = getattr(ticket, "led", False)
    return Doer(Holder.CLASS_TEACHER if led else Holder.ADMINISTRATOR, by.card)


def note(
    ticket: Ticket,
    what: TicketStep.What,
    doer: Doer,
    *,
    at: datetime,
    to: str = "",
    sentence: str = "",
) -> None:
    """Write the step down, in the caller's transaction, after the change."""
    TicketStep.objects.create(
        school_id=ticket.school_id,
        ticket=ticket,
        at=at,
        what=what,
        role=doer.role,
        by_id=doer.card,
        to=to,
        sentence=sentence,
        with_support=ticket.held_by == Holder.SUPPORT,
    )


def read(ticket: Ticket) -> list[Line]:
    """The steps in their order, with who did each. Two queries."""
    found = TicketStep.objects.filter(school=ticket.school_id, ticket=ticket)
    steps = list(found.order_by("at", "id"))
    return lines(steps, _names(ticket.school_id, {one.by_id for one in steps}))


def lines(steps: Iterable[TicketStep], names: dict[int, str]) -> list[Line]:
    """Steps in words; ``names`` by card, empty for whoever may not read them."""
    return [Line(_who(one, names), one.at, in_words(one)) for one in steps]


def in_words(step: TicketStep) -> str:
    """What was done: «Исправлено.», «Передано администратору.»"""
    said = sentences.SENTENCES.get(step.sentence, "")
    if step.what == What.HANDED:
        return f"Передано {_TO[step.to]}. {said}".rstrip()
    if step.what == What.ROSE:
        return f"Срок вышел или отвечать некому: передано {_TO[step.to]}."
    if step.what == What.REPLACED:
        return "Карточка исправлена по данным Госуслуг: документ видели."
    if step.what == What.REPLIED:
        return "Человек ответил на вопрос."
    if step.what == What.TOLD:
        return _TOLD[step.to]
    return f"{_STATES[step.to]}. {said}".rstrip()


def _who(step: TicketStep, names: dict[int, str]) -> str:
    name = names.get(step.by_id or 0, "")
    return f"{_ROLES[step.role]} {name}".rstrip()


def _names(school: int, cards: set[int | None]) -> dict[int, str]:
    if not cards - {None}:
        return {}
    found = Card.objects.filter(school=school, pk__in=cards - {None})
    parts = found.values_list("pk", "last_name", "first_name", "patronymic")
    return {pk: FullName(*name).with_initials for pk, *name in parts}
