"""Who comes, and what his page foresaw to ask, travel to PostgreSQL together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access.models import Session
from school.access.recognising import Way, come_asking
from school.access.tests import rows
from school.access.tests.test_recognising import (
    choosing,
    end_kinship,
    school,
    session_of,
    sign_in,
)
from school.lib.postgres.queries import Query, Question
from school.rights.visitor import Role
from school.walls.actor import job_of
from school.walls.behind import WallsError, behind, standing, threshold

__all__ = ["school"]

pytestmark = pytest.mark.django_db


class _Names(Query):
    text = "SELECT string_agg(last_name, ' ' ORDER BY id) FROM card"


NAMES = Question(_Names(__file__), {})


def test_a_family_hears_the_answer_to_its_question(school: rows.Rows) -> None:
    recognised, answer = come_asking(sign_in(school, school.mother), NAMES)
    assert recognised is not None
    assert recognised.visitor is not None
    assert [one.role for one in recognised.visitor.followed] == [Role.GUARDIAN]
    assert answer is not None
    assert "Иванов" in answer[0]
    assert standing() is None


def test_the_walls_close_with_the_answer(school: rows.Rows) -> None:
    come_asking(sign_in(school, school.mother), NAMES)
    with connection.cursor() as cursor:
        cursor.execute(NAMES.query.text)
        assert cursor.fetchone() == (None,)


def test_whoever_was_heard_as_somebody_else_hears_nothing(school: rows.Rows) -> None:
    """At the door he is both; that he looks as the family, Python decides."""
    undecided = sign_in(school, school.mother, school.teacher)
    way = Way(Session.Kind.FAMILY)
    token = choosing(session_of(undecided), way)
    recognised, answer = come_asking(token, NAMES)
    assert recognised is not None
    assert recognised.visitor is not None
    assert not recognised.visitor.is_staff
    assert answer is None


def test_staff_hear_nothing(school: rows.Rows) -> None:
    assert come_asking(sign_in(school, school.teacher), NAMES)[1] is None


def test_whoever_has_nothing_left_hears_nothing(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    with behind(job_of(school.school, name="test")):
        end_kinship(school)
    recognised, answer = come_asking(token, NAMES)
    assert recognised is not None
    assert (recognised.visitor, answer) == (None, None)


def test_a_dead_token_is_nobody_and_no_token_asks_nothing(school: rows.Rows) -> None:
    sign_in(school, school.mother)
    assert come_asking("forged", NAMES) == (None, None)
    with CaptureQueriesContext(connection) as caught:
        assert come_asking(None, NAMES) == (None, None)
    assert len(caught) == 0


def test_nobody_comes_from_behind_the_walls(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    with threshold(), pytest.raises(WallsError):
        come_asking(token, NAMES)
