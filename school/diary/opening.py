"""Opening the diary at a child's week: whose it is, and what the journals say."""

from datetime import date
from typing import NamedTuple

from school.diary import frame as frames
from school.diary import week as weeks
from school.diary.frame import Child, Frame
from school.lib.postgres.queries import Query
from school.rights.visitor import Visitor

_BOTH = Query(__file__, "frame", "week")


class Opened(NamedTuple):
    """The frame, the child who is asked for, and his week as the database's text."""

    frame: Frame
    child: Child
    week: str


def open_diary(visitor: Visitor, key: int, chosen: date) -> Opened | None:
    """The diary of the child who has a card with this key, at the chosen day's week.

    None when the visitor follows no such child. One query: the wait for a second one
    costs a page as much as drawing a third of it. A child with several cards takes a
    second all the same, because only the frame tells which cards are one child's.
    """
    found = _BOTH.rows(weeks.asked(visitor, [key], key, chosen))[0]
    frame = frames.read(visitor, found.frame)
    child = frame.child(key)
    if child is None:
        return None
    if len(child.cards) == 1:
        return Opened(frame, child, found.week)
    return Opened(frame, child, weeks.fetch(visitor, child, chosen))
