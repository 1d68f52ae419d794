"""The count in the database is the count of the pure functions, school by school."""

import os
from collections.abc import Iterable
from typing import get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from school.access.consents.texts import texts_of
from school.access.tests.invented import ON, POLICIES
from school.desk import figures, standing
from school.desk.causes import Cause
from school.desk.counting import Side, by_cause, families, of_class, truths
from school.desk.figures import Figures
from school.desk.standing import Person
from school.desk.tests.invented import NOW, Drawn, Invented, schools
from school.desk.tests.test_standing import school
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

# A campaign of thousands: DESK_EXAMPLES=5000.
_EXAMPLES = int(os.environ.get("DESK_EXAMPLES", "40"))


def counted(people: Iterable[Person], place: int | None) -> list[Figures]:
    """What the pure functions count of a class, or of the whole school."""
    inside = list(people) if place is None else of_class(people, place)
    return [_side(inside, place, side) for side in get_args(Side)]


def _side(people: list[Person], place: int | None, side: Side) -> Figures:
    causes = by_cause(people, side)
    found = tuple(len(causes[each]) for each in Cause)
    return Figures(place, side, truths(families(people, side)), found)


def is_empty(one: Figures) -> bool:
    return one.place is not None and not (one.truths.families or any(one.causes))


@settings(
    max_examples=_EXAMPLES,
    deadline=None,
    # Each school is rows in a database: to find the smallest one would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(schools(), st.sampled_from(sorted(POLICIES)))
def test_the_database_counts_as_the_pure_functions(
    drawn: list[Drawn], name: str
) -> None:
    policy = POLICIES[name]
    made, account = school()
    with behind(job_of(made.pk, name="test")):
        Invented(made, account, drawn, texts_of(policy))
        people = standing.read(made.pk, policy, ON, NOW)
        found = figures.read(made.pk, policy, ON, NOW)
    places = sorted({one.school_class for one in people if one.school_class})
    pure = [each for place in (None, *places) for each in counted(people, place)]
    # Of a class that nobody asks anything of, nothing need be said.
    assert [one for one in found if not is_empty(one)] == [
        one for one in pure if not is_empty(one)
    ]


def test_of_an_empty_school_two_rows_of_zeros_are_told_in_two_queries() -> None:
    made, _ = school()
    with (
        behind(job_of(made.pk, name="test")),
        CaptureQueriesContext(connection) as captured,
    ):
        found = figures.read(made.pk, POLICIES["ryazan-2024"], ON, NOW)
    assert [(one.place, one.side) for one in found] == [
        (None, "guardian"),
        (None, "student"),
    ]
    assert not any(sum(one.causes) or one.truths.families for one in found)
    sent = [one["sql"] for one in captured if "enable_nestloop" not in one["sql"]]
    assert len(sent) == 2
