"""Enrolment survives a change of class, and whole-class groups follow it."""

from datetime import date

import pytest

from school.academics import enrolling
from school.academics.models import Enrolment, Membership, StudyGroup
from school.academics.tests.small_school import (
    FIRST_DAY,
    SmallSchool,
    build,
    group_of,
    person,
)
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
MOVED = date(2026, 11, 9)


@pytest.fixture
def small() -> SmallSchool:
    return build()


def groups_on(student: Card, day: date) -> set[StudyGroup]:
    facts = Membership.objects.filter(student=student, since_date__lte=day)
    return {
        fact.group for fact in facts if fact.until_date is None or fact.until_date > day
    }


def test_a_student_learns_what_the_whole_class_learns(small: SmallSchool) -> None:
    with behind(small.job):
        assert groups_on(small.students[0], FIRST_DAY) == {small.maths}


def test_moving_changes_the_groups_on_that_very_day(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        place = enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        assert isinstance(place, Enrolment)
        assert groups_on(student, date(2026, 11, 8)) == {small.maths}
        assert groups_on(student, MOVED) == {small.ninth_maths}


def test_moving_ends_the_parts_of_the_former_class_too(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        part = group_of(small.fifth, "Английский язык")
        part.whole_class = False
        part.save()
        enrolling.join(student=student, group=part, since=FIRST_DAY)
        enrolling.join(student=student, group=part, since=FIRST_DAY)
        enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        assert groups_on(student, MOVED) == {small.ninth_maths}


def test_moving_again_changes_nothing(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        first = enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        again = enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        assert first == again
        assert Enrolment.objects.filter(student=student).count() == 2


def test_a_student_may_come_back_and_may_be_moved_twice_in_a_day(
    small: SmallSchool,
) -> None:
    student = small.students[0]
    with behind(small.job):
        enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        enrolling.move(student=student, school_class=small.fifth, on=MOVED)
        assert groups_on(student, MOVED) == {small.maths}


def test_whoever_is_in_a_class_is_not_enrolled_into_another(small: SmallSchool) -> None:
    with behind(small.job):
        answer = enrolling.enrol(
            student=small.students[0], school_class=small.ninth, since=MOVED
        )
        assert answer == enrolling.ElsewhereThen(small.fifth.pk, FIRST_DAY, None)


def test_enrolling_again_returns_the_same_place(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        again = enrolling.enrol(
            student=student, school_class=small.fifth, since=FIRST_DAY
        )
        assert isinstance(again, Enrolment)
        assert Enrolment.objects.get(student=student) == again


def test_leaving_ends_everything_and_moving_then_is_impossible(
    small: SmallSchool,
) -> None:
    student = small.students[0]
    with behind(small.job):
        assert enrolling.leave(student=student, on=MOVED)
        assert not enrolling.leave(student=student, on=MOVED)
        assert groups_on(student, MOVED) == set()
        answer = enrolling.move(student=student, school_class=small.ninth, on=MOVED)
        assert answer == enrolling.NowhereThen()
        place = enrolling.enrol(student=student, school_class=small.ninth, since=MOVED)
        assert isinstance(place, Enrolment)


def test_a_new_group_gathers_the_class_with_each_students_own_dates(
    small: SmallSchool,
) -> None:
    with behind(small.job):
        late = person(small.school, "Яковлев Олег", Card.Kind.STUDENT)
        enrolling.enrol(student=late, school_class=small.fifth, since=MOVED)
        gone = small.students[0]
        enrolling.leave(student=gone, on=date(2026, 9, 10))
        music = group_of(small.fifth, "Музыка")
        assert enrolling.gather(group=music, since=date(2026, 10, 1)) == 5
        assert enrolling.gather(group=music, since=date(2026, 10, 1)) == 0
        assert music not in groups_on(late, date(2026, 10, 1))
        assert music in groups_on(late, MOVED)
        assert music not in groups_on(gone, MOVED)
