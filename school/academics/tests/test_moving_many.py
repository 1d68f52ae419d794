"""Many students are moved together as each would be by himself."""

from datetime import date

import pytest
from django.db import connection

from school.academics import enrolling, moving
from school.academics.models import Enrolment, Membership, SchoolClass
from school.academics.moving import Moved
from school.academics.moving_many import place_all
from school.academics.tests.small_school import SmallSchool, build, person
from school.lib.postgres.spending import spent
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 9)
LATER = date(2026, 12, 1)


def lived(small: SmallSchool) -> list[Card]:
    """Of the fifth class: two plain, one who leaves in December, one who is in the
    ninth from then on, one who has been there for a week; and two of no class."""
    leaves, goes, gone = small.students[2:5]
    enrolling.leave(student=leaves, on=LATER)
    enrolling.move(student=goes, school_class=small.ninth, on=LATER)
    enrolling.move(student=gone, school_class=small.ninth, on=date(2026, 11, 2))
    comes, left = (
        person(small.school, name, Card.Kind.STUDENT)
        for name in ("Яковлев Олег", "Юдин Ян")
    )
    enrolling.enrol(student=left, school_class=small.fifth, since=date(2026, 10, 1))
    enrolling.leave(student=left, on=date(2026, 10, 5))
    return [*small.students, comes, left]


def stands(small: SmallSchool) -> list[tuple[object, ...]]:
    places = Enrolment.objects.filter(school=small.school).values_list(
        "student__last_name", "school_class__grade", "since_date", "until_date"
    )
    groups = Membership.objects.filter(school=small.school).values_list(
        "student__last_name", "group__school_class__grade", "since_date", "until_date"
    )
    return [*sorted(places, key=str), *sorted(groups, key=str)]


def trail(school: int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, action, count(*) FROM audit_line WHERE school_id = %s"
            " GROUP BY 1, 2 ORDER BY 2",
            [school],
        )
        return list(cursor.fetchall())


def test_together_or_one_by_one_is_the_same() -> None:
    together, alone = build("Школа № 12"), build("Школа № 13")
    with behind(together.job):
        students = lived(together)
        wanted = {card.pk: together.ninth for card in students}
        done = place_all(together.school.pk, wanted, on=ON)
        moved = [isinstance(done[card.pk], Moved) for card in students]
        after = stands(together)
    with behind(alone.job):
        one_by_one = []
        for card in lived(alone):
            acts = moving.transfer, moving.admit
            told = [act(student=card, school_class=alone.ninth, on=ON) for act in acts]
            one_by_one.append(any(isinstance(one, Moved) for one in told))
        assert stands(alone) == after
    assert moved == one_by_one == [True, True, True, False, True, True, True]
    assert trail(together.school.pk) == trail(alone.school.pk)


def test_a_class_of_another_year_takes_nobody() -> None:
    small = build()
    with behind(small.job):
        older = SchoolClass.objects.create(
            school=small.school, year=2025, grade=4, letter="Б"
        )
        wanted = {small.students[0].pk: older}
        (done,) = place_all(small.school.pk, wanted, on=ON).values()
        assert not isinstance(done, Moved)


def test_whoever_is_still_in_a_class_of_last_year_goes_on_from_there() -> None:
    small = build()
    with behind(small.job):
        older = SchoolClass.objects.create(
            school=small.school, year=2025, grade=8, letter="А"
        )
        stays = person(small.school, "Яковлев Олег", Card.Kind.STUDENT)
        enrolling.enrol(student=stays, school_class=older, since=date(2025, 9, 1))
        (done,) = place_all(small.school.pk, {stays.pk: small.ninth}, on=ON).values()
        assert isinstance(done, Moved)
        places = Enrolment.objects.filter(student=stays).order_by("since_date")
        assert [(one.school_class_id, one.until_date) for one in places] == [
            (older.pk, ON),
            (small.ninth.pk, None),
        ]


def test_queries_do_not_grow_with_those_who_are_moved() -> None:
    small = build()
    counts = []
    with behind(small.job):
        for students in (small.students[:1], small.students[1:]):
            wanted = {card.pk: small.ninth for card in students}
            before = spent.queries
            place_all(small.school.pk, wanted, on=ON)
            counts.append(spent.queries - before)
    assert 0 < counts[0] == counts[1]
