"""Opening the diary at a child's week: whose it is, and what the journals say."""

from datetime import date
from typing import NamedTuple

from school.diary import frame as frames
from school.diary import week as weeks
from school.diary.frame import Child, Frame
from school.lib.postgres.queries import Query
from school.rights.visitor import Visitor

_BOTH = Query(__file__, "frame", "week")


class Told(NamedTuple):
    """What the database told: the frame, and the week of the card that was named.

    Equal words make equal pages, so that a page can be validated before they are read.
    """

    frame: str
    week: str


class Opened(NamedTuple):
    """The frame, the child who is asked for, and his week as the database's text."""

    frame: Frame
    child: Child
    week: str


def ask(visitor: Visitor, key: int, chosen: date) -> Told:
    """Ask for the frame, and for the week that the chosen day of a card belongs to.

    One query: the wait for a second one costs a page as much as drawing a third of it.
    """
    found = _BOTH.rows(weeks.asked(visitor, [key], key, chosen))[0]
    return Told(found.frame, found.week)


def open_diary(visitor: Visitor, told: Told, key: int, chosen: date) -> Opened | None:
    """The diary of the child who has the named card, or None for somebody else's.

    A child with several cards takes a query more, because only the frame tells which
    cards are one child's.
    """
    frame = frames.read(visitor, told.frame)
    child = frame.child(key)
    if child is None:
        return None
    if len(child.cards) == 1:
        return Opened(frame, child, told.week)
    return Opened(frame, child, weeks.fetch(visitor, child, chosen))
