"""Two secretaries at the same moment: nobody fails, nothing doubles."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from school.academics import moving, taking_back, turning
from school.academics.models import Enrolment, SchoolClass, YearTurn
from school.academics.moving import Moved, NotMoved
from school.academics.next_year import Turn, Unclear, Wishes
from school.academics.taking_back import TakenBack
from school.academics.tests.small_school import FIRST_DAY, SmallSchool, build, person
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4

T = TypeVar("T")


@pytest.fixture
def small() -> SmallSchool:
    return build()


def at_once(small: SmallSchool, *acts: Callable[[], T]) -> list[T]:
    """What each gets, behind walls of its own, when both begin together."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], T]) -> T:
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            with behind(small.job):
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_of_two_who_turn_the_year_one_does_it(small: SmallSchool) -> None:
    school = small.school.pk

    def turn() -> Turn | Unclear:
        return turning.turn_year(school=school, year=2027, wishes=Wishes())

    for _ in range(ROUNDS):
        done = at_once(small, turn, turn)
        assert sorted(one.changes for one in done if isinstance(one, Turn)) == [
            False,
            True,
        ]
        with behind(small.job):
            assert YearTurn.objects.filter(undone_at=None).count() == 1
            assert Enrolment.objects.filter(school_class__year=2027).count() == 5
            assert isinstance(
                taking_back.take_back(school=school, year=2027), TakenBack
            )


def test_of_two_who_admit_one_student_the_second_is_told(small: SmallSchool) -> None:
    for number in range(ROUNDS):
        with behind(small.job):
            student = person(small.school, f"Яковлев Олег{number}", Card.Kind.STUDENT)

        def admit(
            school_class: SchoolClass, student: Card = student
        ) -> Moved | NotMoved:
            return moving.admit(
                student=student, school_class=school_class, on=FIRST_DAY
            )

        done = at_once(small, lambda: admit(small.fifth), lambda: admit(small.ninth))
        assert {type(one) for one in done} == {Moved, NotMoved}
        with behind(small.job):
            assert Enrolment.objects.filter(student=student).count() == 1
