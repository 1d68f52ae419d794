"""Tallying: how a school and each of its classes stand, counted where the rows are.

One statement counts what :mod:`school.desk.counting` counts of the people of
:mod:`school.desk.standing`, and writes the numbers down; a test holds the one against
the other. Nobody is carried out of PostgreSQL, and no number either.
"""

from datetime import date, datetime
from functools import cache

from school.access.matching import different_people
from school.desk.causes import SEEN_AT_THE_DOOR, Cause, cause_of
from school.desk.standing import (
    BEFORE_THE_WAY,
    STANDING,
    named,
    no_number,
    parameters,
    whole_tables,
)
from school.lib.dates import monday
from school.lib.postgres.queries import Query, ask
from school.regions.policy import Policy

# The ORM would take longer to say so than PostgreSQL to do it.
_AWAY = "DELETE FROM desk_tally WHERE school_id = %(school)s AND monday = %(monday)s"
_TALLY, _SHARED = Query(__file__, "tally"), Query(__file__, "shared")


def tally(school: int, policy: Policy, on: date, now: datetime) -> None:
    """Write how the school stands on that day, in place of what its week had.

    The whole school first, then its classes; both sides of each, and zeros where there
    is nobody to count. Three statements behind the walls, as a job (and two words to
    the planner); one more where a document stands on cards of different kinds.
    """
    with whole_tables():
        ones, others = _two_people(school)
        values = {
            **parameters(school, policy, on, now),
            "monday": monday(on),
            "causes": list(Cause),
            "hinders": [cause_of(each) for each in SEEN_AT_THE_DOOR],
            "before": list(BEFORE_THE_WAY),
            "family": [each for each in Cause if not each.by_school],
            "ones": ones,
            "others": others,
        }
        ask(_AWAY, values, _nothing)
        ask(_text(), values, _nothing)


def _nothing(_cursor: object) -> None:
    """What is written down is not answered."""


@cache
def _text() -> str:
    """The count over the people whom standing.sql finds."""
    return f"WITH standing AS (\n{STANDING.text}\n)\n{_TALLY.text}"


def _two_people(school: int) -> tuple[list[int], list[int]]:
    """Pairs of cards that share a document and are of two people, each way round."""
    shared = {
        (row.one, row.other)
        for row in _SHARED.rows({"school": school, "zeros": list(no_number())})
    }
    facts = named(school, (one for one, _ in shared))
    pairs = [
        (one, other)
        for one, other in shared
        if different_people(facts[one], facts[other])
    ]
    return [one for one, _ in pairs], [other for _, other in pairs]
