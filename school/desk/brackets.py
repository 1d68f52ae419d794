"""The rules of a day as rows that SQL can join: which birth dates have which ways in.

Birth dates fall into stretches inside which the rules say the same; of each stretch one
date is asked of the rules themselves, so that nothing of them is written twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from school.access.checking import Desk, check_the_account
from school.access.facts import WHO_OF_KIND, Identity
from school.access.reasons import Kind
from school.lib import dates
from school.regions.policy import GROWN, Bracket, Policy

_DAY = timedelta(days=1)
_KINDS: tuple[Kind, ...] = ("student", "guardian")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whoever is of this kind and was born after ``after``, up to and on ``upto``.

    ``ways`` are open to him on the day, his own first; none, where Госуслуги let nobody
    of this age in.
    """

    kind: Kind
    after: date
    upto: date
    ways: tuple[Bracket, ...]


def stretches(policy: Policy, on: date) -> tuple[Stretch, ...]:
    """All birth dates, the oldest first, for students and for guardians."""
    borders = sorted({_born_by(months, on) for months in ages(policy)})
    ends = [*borders, date.max]
    starts = [date.min, *borders]
    return tuple(
        Stretch(kind, after, upto, _ways(policy, kind, after + _DAY, on))
        for kind in _KINDS
        for after, upto in zip(starts, ends, strict=True)
    )


def columns(policy: Policy, on: date) -> dict[str, list[Any]]:
    """The same as columns for ``unnest``: a row for each way of each stretch."""
    rows = [
        (each, rank, way)
        for each in stretches(policy, on)
        for rank, way in enumerate(each.ways)
    ]
    return {
        "kinds": [each.kind for each, _, _ in rows],
        "after": [each.after for each, _, _ in rows],
        "upto": [each.upto for each, _, _ in rows],
        "ranks": [rank for _, rank, _ in rows],
        "open": [way.through_esia for _, _, way in rows],
        "by_paper": [
            way.match_by == "snils_or_birth_certificate" for _, _, way in rows
        ],
        "consents": [way.consent for _, _, way in rows],
    }


def grown_by(on: date) -> date:
    """Whoever was born on that day or before is grown on the day ``on``."""
    return _born_by(GROWN.in_months, on)


def ages(policy: Policy) -> Iterator[int]:
    """Every age, in months, at which the rules change."""
    yield GROWN.in_months
    for bracket in policy.brackets:
        if bracket.since is not None:
            yield bracket.since.in_months
            yield bracket.since.in_months + bracket.grace_months


def _born_by(months: int, on: date) -> date:
    """The last birth date of those who have reached the age by the day.

    Somebody born on the 31st reaches it at the end of a shorter month.
    """
    born = dates.add_months(on, -months)
    while dates.add_months(born + _DAY, months) <= on:
        born += _DAY
    return born


def _ways(policy: Policy, kind: Kind, born: date, on: date) -> tuple[Bracket, ...]:
    anybody = Identity(0, "", "", "", born, None, None, "confirmed")
    if check_the_account(Desk(policy, on, anybody, (), (), ())) is not None:
        return ()
    return policy.ways(WHO_OF_KIND[kind], born, on)
