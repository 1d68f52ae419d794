"""Whether parents read a student's diary: always before 18, then as he says. Pure.

From his eighteenth birthday on the diary is a grown person's own. Until he has said
anything the rules of the region speak for him (`parents_of_adults`): parents read until
he objects, or only with his consent. He may say it 30 days ahead; it works from the
birthday on. `notices/delivering.py` asks the same of many students in SQL.
"""

from datetime import date, timedelta

from school.regions.policy import GROWN, ParentsOfAdults

_AHEAD = timedelta(days=30)


def parents_read(
    rule: ParentsOfAdults, born: date, on: date, choice: bool | None
) -> bool:
    """Whether parents read on that day the diary of a student born then.

    `rule` is the one in force on that day, `choice` what he has said, None for nothing.
    """
    if on < own_from(born):
        return True
    return unasked(rule) if choice is None else choice


def unasked(rule: ParentsOfAdults) -> bool:
    """Whether parents of a grown student read while he has said nothing."""
    return rule == "until_objection"


def own_from(born: date) -> date:
    """The day from which the diary is the student's own."""
    return GROWN.reached(born)


def asked_from(born: date) -> date:
    """The first day on which he may say whether his parents read."""
    return own_from(born) - _AHEAD
