"""How a school and each of its classes stand, in numbers, counted where the rows are.

One query counts what :mod:`school.desk.counting` counts of the people of
:mod:`school.desk.standing`, and a test holds the one against the other. For a whole
region it is what nobody has to carry out of PostgreSQL.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import permutations
from typing import Any, get_args

from school.access.matching import different_people
from school.desk.causes import SEEN_AT_THE_DOOR, Cause, cause_of
from school.desk.counting import Side, Truths
from school.desk.standing import (
    BEFORE_THE_WAY,
    STANDING,
    named,
    no_number,
    parameters,
    whole_tables,
)
from school.lib.postgres.queries import Query, ask
from school.regions.policy import Policy

_TALLY, _SHARED = Query(__file__, "tally"), Query(__file__, "shared")
_WHOLE = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one side of a class, or of the whole school (``place`` is None).

    ``causes`` are people by their first cause, in the order of the causes.
    """

    place: int | None
    side: Side
    truths: Truths
    causes: tuple[int, ...]


def read(school: int, policy: Policy, on: date, now: datetime) -> tuple[Figures, ...]:
    """The whole school first, then its classes; both sides of each.

    Two queries behind the walls, as a job (and two words to the planner); one more
    where a document stands on cards of different kinds.
    """
    hinders = [cause_of(each) for each in SEEN_AT_THE_DOOR]
    ones, others = _two_people(school)
    values = {
        **parameters(school, policy, on, now),
        "hinders": hinders,
        "before": list(BEFORE_THE_WAY),
        "family": [each for each in Cause if not each.by_school],
        "ones": ones,
        "others": others,
    }
    with whole_tables():
        rows: list[tuple[Any, ...]] = ask(_text(), values, lambda told: told.fetchall())
    return tuple(_figures({(side, place): rest for side, place, *rest in rows}))


@cache
def _text() -> str:
    """The count over the people whom standing.sql finds."""
    return (
        f"WITH standing AS (\n{STANDING.text}\n)\nSELECT * FROM (\n{_TALLY.text}\n) t"
    )


def _two_people(school: int) -> tuple[list[int], list[int]]:
    """Pairs of cards that share a document and are of two people, each way round."""
    shared = [
        row.cards
        for row in _SHARED.rows({"school": school, "zeros": list(no_number())})
    ]
    facts = named(school, (card for cards in shared for card in cards))
    pairs = {
        (one, other)
        for cards in shared
        for one, other in permutations(cards, 2)
        if different_people(facts[one], facts[other])
    }
    return [one for one, _ in pairs], [other for _, other in pairs]


def _figures(rows: Mapping[tuple[str, int], list[Any]]) -> Iterator[Figures]:
    """In order; zeros where there is nobody to count."""
    places = {place for _, place in rows} | {_WHOLE}
    for place in sorted(places):
        for side in get_args(Side):
            *told, causes = rows.get((side, place), [0, 0, 0, 0, 0, "{}"])
            people = json.loads(causes)
            yield Figures(
                place or None,
                side,
                Truths(*told),
                tuple(people.get(str(int(each)), 0) for each in Cause),
            )
