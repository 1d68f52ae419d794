"""A birthday that changes the way in reaches the family and the class teacher once."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from school.academics.models import ClassTeacher, Enrolment
from school.academics.reminding import WHAT, remind
from school.academics.tests.small_school import FIRST_DAY, SmallSchool, build, person
from school.lib import clock
from school.notices.models import Delivery, Notice
from school.notices.working import do_next
from school.people.models import Card, Kinship
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def morning(days_before: int) -> datetime:
    return datetime(2026, 11, 22, 4, tzinfo=UTC) - timedelta(days=days_before)


@pytest.fixture
def place() -> SmallSchool:
    made = build()
    with behind(made.job):
        Card.objects.filter(pk=made.students[0].pk).update(
            birth_date=date(2012, 11, 22)
        )
        ClassTeacher.objects.create(
            school=made.school,
            school_class=made.fifth,
            teacher=made.teacher,
            since_date=FIRST_DAY,
        )
        mother = person(made.school, "Ёлкина Анна", "guardian")
        Kinship.objects.create(
            school=made.school,
            guardian=mother,
            student=made.students[0],
            kind=Kinship.Kind.MOTHER,
            since_date=FIRST_DAY,
        )
    return made


def rows(place: SmallSchool) -> list[int]:
    with behind(place.job):
        return list(Notice.objects.filter(what=WHAT).values_list("row_id", flat=True))


def heard(place: SmallSchool) -> list[str]:
    """Kinds of card in whose hands the notices are."""
    with behind(place.job):
        cards = Delivery.objects.values_list("card_id", flat=True)
        kinds = dict(Card.objects.values_list("pk", "kind"))
        return sorted(kinds[card] for card in cards)


def test_the_family_and_the_class_teacher_are_told_once(place: SmallSchool) -> None:
    assert remind(morning(30)) == 1
    assert remind(morning(30)) == 0
    while do_next():
        pass
    assert heard(place) == ["employee", "guardian", "student"]
    # What has been told is not told anew.
    assert remind(morning(29)) == 0
    with behind(place.job):
        assert not Notice.objects.filter(told_at=None).exists()


def test_each_distance_is_told_even_after_days_without_a_run(
    place: SmallSchool,
) -> None:
    assert [remind(morning(days)) for days in (31, 30, 20, 10, 9, 2, 1, 0)] == [
        0,
        1,
        0,
        1,
        0,
        1,
        0,
        0,
    ]
    assert sorted(rows(place)) == [16803, 16814, 16830]


def test_a_former_class_teacher_and_a_former_pupil_are_left_in_peace(
    place: SmallSchool,
) -> None:
    with behind(place.job):
        ClassTeacher.objects.update(until_date=date(2026, 10, 1))
    assert remind(morning(30)) == 1
    assert heard(place) == []
    with behind(place.job):
        Enrolment.objects.update(until_date=date(2026, 11, 1))
    assert remind(morning(14)) == 0


def test_the_command_says_how_many_and_no_name(place: SmallSchool) -> None:
    clock.use(clock.Clock(start=morning(14) - clock.now()))
    said = StringIO()
    call_command("remind", stdout=said)
    clock.use(clock.Clock())
    assert said.getvalue() == "Дней рождения, о которых сообщено: 1\n"
