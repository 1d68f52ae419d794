"""Looking with a family's eyes: first written down as whose they are, then read."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from school.diary import week as weeks
from school.diary.frame import Frame
from school.diary.opening import ask, open_diary, question
from school.diary.spread import Spread, open_at
from school.people.models import Card
from school.people.names import FullName
from school.registry.keeping import kept_cards
from school.rights.deed import may
from school.rights.glance import glance
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Followed, Role, Visitor
from school.viewing.leading import led
from school.walls.behind import behind, reading


class Sight(NamedTuple):
    """What is seen: ``name`` whole, ``place`` is «5«Б», Школа № 12»."""

    name: str
    place: str
    spread: Spread


def note_look(by: Visitor, key: int, *, request: str) -> Card | str | None:
    """The student's card of this key, written down as looked at.

    None where the visitor keeps no such card; the sentence why, where he keeps it and
    may not see its diary so. A transaction of its own.
    """
    with behind(by.actor(), request=request):
        students = kept_cards(by).filter(kind=Card.Kind.STUDENT)
        found = students.filter(key=key).first()
        if found is None:
            return None
        if not may(by, Action.VIEW_DIARY, found):
            return SENTENCES[Action.VIEW_DIARY]
        glance(by, Action.VIEW_DIARY, found)
        return found


def see(by: Visitor, card: Card, chosen: date) -> Sight:
    """The week of the chosen day, as whoever follows this student reads it.

    A transaction of its own in which nothing can be written. One query.
    """
    eyes = _eyes_of(by, card)
    # Nothing of the account's own: it is the administrator's.
    actor = replace(eyes.actor(), name=f"{by.actor().name} viewing", account=None)
    with reading(actor):
        opened = open_diary(eyes, ask(question(card.key, chosen)), card.key)
        if opened is None:
            raise LookupError(card.pk)
        words = opened.week or weeks.fetch(opened.child, chosen)
    spread = open_at(
        opened.child, opened.frame, weeks.read(words), chosen=chosen, today=by.today
    )
    name = FullName(card.last_name, card.first_name, card.patronymic).full
    return Sight(name, _place(opened.frame, card, by.today), led(spread))


def _eyes_of(by: Visitor, card: Card) -> Visitor:
    """The visitor as if he followed this one student and were nothing else."""
    follows = Followed(card.school_id, card.pk, Role.GUARDIAN)
    return replace(
        by, followed=(follows,), school=None, card=None, granted=frozenset(), choices=1
    )


def _place(frame: Frame, card: Card, today: date) -> str:
    child = frame.child(card.key)
    enrolment = child.card_on(today).enrolment_on(today) if child else None
    school = frame.schools[card.school_id]
    return f"{enrolment.label}, {school}" if enrolment else school
