"""Where the consents of a class stand, for its teacher and the administrator.

Of the parents it says neither who gave nor who refused: only whether a consent stands,
and since when.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from school.academics.class_lists import cards_of as students_of
from school.academics.leading import led_cards
from school.academics.models import SchoolClass
from school.access.consents import on_cards, standing
from school.access.consents.on_cards import OnCard, OnPaper
from school.access.consents.standing import PAPER
from school.access.consents.texts import Text, Texts, texts_of
from school.access.facts import ConsentOf
from school.access.papering import asked_of
from school.lib import clock
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.in_force import policy_of
from school.rights.visitor import Role, Visitor

NOT_NEEDED = "По правилам региона согласие не нужно."
NONE = "Согласия нет."
_WHOSE: dict[ConsentOf | None, str] = {
    "own": "Своё согласие",
    "parent": "Согласие одного из родителей",
    None: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One student: whether a consent stands (None: none is needed), and the words.

    ``whose`` says who gives it; ``has_paper``: one on paper that may be withdrawn.
    """

    key: str
    name: str
    stands: bool | None
    whose: str
    said: tuple[str, ...]
    has_paper: bool


def cards_of(visitor: Visitor) -> QuerySet[Card]:
    """The cards on which the visitor may write a consent down."""
    if not visitor.is_staff:
        return Card.objects.none()
    if Role.ADMINISTRATOR in visitor.granted:
        return Card.objects.filter(school=visitor.school)
    return led_cards(visitor)


def read(visitor: Visitor, chosen: SchoolClass) -> list[Line]:
    """The students of a class by name. Two queries."""
    today = visitor.today
    policy = policy_of(chosen.school.region, today)
    students = students_of(chosen, today)
    said = on_cards.read(chosen.school_id, [one.pk for one in students], today)
    return [
        _line(
            one, said[one.pk], asked_of(policy, one, today), texts_of(policy), visitor
        )
        for one in students
    ]


def _line(
    card: Card, found: OnCard, kind: ConsentOf | None, texts: Texts, visitor: Visitor
) -> Line:
    now, zone, last = clock.now(), visitor.zone, found.last_paper()
    text = texts.of(kind) if kind else None
    return Line(
        key=to_text(card.key),
        name=f"{card.last_name} {card.first_name}",
        stands=bool(found.given(kind, text, now)) if kind and text else None,
        whose=_WHOSE[kind],
        said=in_words(found, kind, text, now, zone) if kind and text else (NOT_NEEDED,),
        has_paper=last is not None and last.state == "given",
    )


def in_words(
    found: OnCard, kind: ConsentOf, text: Text, at: datetime, zone: ZoneInfo
) -> tuple[str, ...]:
    """Where the consents of one kind stand: a sentence for each way they came."""
    given = found.given(kind, text, at)
    outside = [word for word in given if word.channel != PAPER]
    said = [f"Дано на Госуслугах {_day(outside[0].at, zone)}."] if outside else []
    paper = found.last_paper(kind)
    if paper is not None and len(given) > len(outside):
        said.append(_on_paper(paper, zone))
    return tuple(said) or (_missing(found, kind, text, at, zone),)


def _on_paper(paper: OnPaper, zone: ZoneInfo) -> str:
    day = _day(paper.at, zone)
    return f"Дано на бумаге {day}: {paper.form}, дело № {paper.file_number}."


def _missing(
    found: OnCard, kind: ConsentOf, text: Text, at: datetime, zone: ZoneInfo
) -> str:
    """Of several parents the most hopeful is told; a refusal reads as no consent."""
    last = {
        standing.state_of(word, text, at): word
        for word in standing.last_words(found.words)
        if word.kind == kind
    }
    if "asked" in last:
        return f"Запрошено {_day(last['asked'].at, zone)}, ответа ещё нет."
    if "superseded" in last:
        given = _day(last["superseded"].at, zone)
        return f"Дано {given}, но к прежнему тексту: нужно новое."
    if "expired" in last:
        word = last["expired"]
        return f"Истекло {_day(word.expires_at or word.at, zone)}."
    paper = found.last_paper(kind)
    if paper is not None:
        return f"Отозвано на бумаге {_day(paper.at, zone)}."
    return NONE


def _day(at: datetime, zone: ZoneInfo) -> str:
    return numeric(at.astimezone(zone).date())
