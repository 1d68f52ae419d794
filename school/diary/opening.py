"""Opening the diary at a child's week: whose it is, and what the journals say."""

from datetime import date
from typing import NamedTuple

from school.diary import frame as frames
from school.diary import week as weeks
from school.diary.frame import Child, Frame
from school.lib.postgres.queries import Query, Question
from school.rights.visitor import Visitor

_BOTH = Query(__file__, "frame", "week")


class Told(NamedTuple):
    """What the database told: the frame, and the week of the card that was named.

    Equal words make equal pages, so that a page can be validated before they are read.
    """

    frame: str
    week: str


class Opened(NamedTuple):
    """The frame, the child who is asked for, and his week as the database's text.

    No week yet for a child with several cards: only the frame tells which are his.
    """

    frame: Frame
    child: Child
    week: str | None


def question(key: int, chosen: date) -> Question:
    """Frame, and the week that the chosen day of a card belongs to, as one question.

    It needs no visitor: PostgreSQL knows by the walls' settings who asks.
    """
    return Question(_BOTH, weeks.asked([key], key, chosen))


def ask(asked: Question) -> Told:
    """Ask for both. One query: the wait for a second one costs a page as much as
    drawing a third of it."""
    found = asked.query.rows(asked.values)[0]
    return Told(found.frame, found.week)


def open_diary(visitor: Visitor, told: Told, key: int) -> Opened | None:
    """The diary of the child who has the named card, or None for somebody else's."""
    frame = frames.read(visitor, told.frame)
    child = frame.child(key)
    if child is None:
        return None
    return Opened(frame, child, told.week if len(child.cards) == 1 else None)
