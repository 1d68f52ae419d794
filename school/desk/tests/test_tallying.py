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
from school.desk import standing
from school.desk.causes import Cause
from school.desk.counting import Side, Truths, by_cause, families, of_class, truths
from school.desk.models import Tally
from school.desk.standing import Person
from school.desk.tallying import tally
from school.desk.tests.invented import NOW, Drawn, Invented, schools
from school.desk.tests.test_standing import school
from school.desk.weeks import truths_of
from school.lib.dates import monday
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

# A campaign of thousands: DESK_EXAMPLES=5000.
_EXAMPLES = int(os.environ.get("DESK_EXAMPLES", "40"))

Numbers = tuple[int | None, str, Truths, list[int]]
"""Of a class, or of the whole school (None), a side: its truths, and its causes."""


def counted(people: Iterable[Person], place: int | None) -> list[Numbers]:
    """What the pure functions count of a class, or of the whole school."""
    inside = list(people) if place is None else of_class(people, place)
    return [_side(inside, place, side) for side in get_args(Side)]


def _side(people: list[Person], place: int | None, side: Side) -> Numbers:
    causes = by_cause(people, side)
    found = [len(causes[each]) for each in Cause]
    return place, side, truths(families(people, side)), found


def written(school: int) -> list[Numbers]:
    """What stands in the table, in the order in which it was written."""
    rows = Tally.objects.filter(school=school, monday=monday(ON), counted_at=NOW)
    assert all(row.is_whole == (row.school_class_id is None) for row in rows)
    return [
        (row.school_class_id, row.side, truths_of([row]), row.causes)
        for row in rows.order_by("id")
    ]


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
        tally(made.pk, policy, ON, NOW)
        found = written(made.pk)
    places = sorted({one.school_class for one in people if one.school_class})
    pure = [each for place in (None, *places) for each in counted(people, place)]
    assert found == pure


def test_of_an_empty_school_two_rows_of_zeros_are_written_in_three_statements() -> None:
    made, _ = school()
    with (
        behind(job_of(made.pk, name="test")),
        CaptureQueriesContext(connection) as captured,
    ):
        tally(made.pk, POLICIES["ryazan-2024"], ON, NOW)
    with behind(job_of(made.pk, name="test")):
        assert written(made.pk) == [
            (None, side, Truths(), [0] * len(Cause)) for side in ("guardian", "student")
        ]
    sent = [one["sql"] for one in captured if "enable_nestloop" not in one["sql"]]
    assert len(sent) == 3
