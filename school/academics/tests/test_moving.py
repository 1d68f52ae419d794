"""Admission, transfer, leaving, return: what may be done, and the words when not."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection

from school.academics import moving
from school.academics.class_lists import class_list, classes_on
from school.academics.models import Enrolment, SchoolClass
from school.academics.moving import Moved, NotMoved
from school.academics.tests.small_school import FIRST_DAY, SmallSchool, build, person
from school.people.models import Card
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
MOVED = date(2026, 11, 9)


@pytest.fixture
def small() -> SmallSchool:
    return build()


@pytest.fixture
def newcomer(small: SmallSchool) -> Card:
    with behind(small.job):
        return person(small.school, "Яковлев Олег", Card.Kind.STUDENT)


def sentence(done: Moved | NotMoved) -> str:
    assert isinstance(done, NotMoved)
    return done.sentence


def names(school_class: SchoolClass, on: date) -> list[str]:
    return [one.name.split()[0] for one in class_list(school_class=school_class, on=on)]


def trail() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT action FROM audit_line ORDER BY id")
        return [action for (action,) in cursor.fetchall()]


def test_a_life_at_school_in_lists_of_its_days(
    small: SmallSchool, newcomer: Card
) -> None:
    with behind(small.job):
        days = [date(2026, 10, 1), MOVED, date(2026, 12, 1), date(2027, 2, 1)]
        moving.admit(student=newcomer, school_class=small.fifth, on=days[0])
        moving.transfer(student=newcomer, school_class=small.ninth, on=days[1])
        moving.leave(student=newcomer, on=days[2])
        moving.come_back(student=newcomer, school_class=small.fifth, on=days[3])
        seen = [
            (day, "Яковлев" in names(small.fifth, day), len(names(small.ninth, day)))
            for day in (date(2026, 9, 30), *days)
        ]
        assert seen == [
            (date(2026, 9, 30), False, 1),
            (days[0], True, 1),
            (days[1], False, 2),
            (days[2], False, 1),
            (days[3], True, 1),
        ]
        assert trail() == [
            "admit_student",
            "transfer_student",
            "student_leaves",
            "admit_student",
        ]


def test_a_list_goes_by_the_alphabet_where_yo_is_e(small: SmallSchool) -> None:
    with behind(small.job):
        assert names(small.fifth, FIRST_DAY) == [
            "Абрамова",
            "Егоров",
            "Ёлкин",
            "Жуков",
            "Иванова",
        ]


def test_classes_of_a_day_are_counted(small: SmallSchool) -> None:
    with behind(small.job):
        counted = [
            (one.grade, one.letter, one.students)
            for one in classes_on(school=small.school.pk, on=FIRST_DAY)
        ]
        assert counted == [(5, "Б", 5), (9, "А", 1)]
        assert classes_on(school=small.school.pk, on=date(2026, 8, 31)) == ()
        gone = [
            one.students
            for one in classes_on(school=small.school.pk, on=date(2027, 9, 1))
        ]
        assert gone == [5, 1], "nobody turned the year: they are where they were"


def test_a_class_with_nobody_in_it_yet_is_listed(small: SmallSchool) -> None:
    with behind(small.job):
        SchoolClass.objects.create(school=small.school, year=2026, grade=1, letter="А")
        counted = classes_on(school=small.school.pk, on=FIRST_DAY)
        assert [(one.grade, one.students) for one in counted] == [
            (1, 0),
            (5, 5),
            (9, 1),
        ]


def test_a_list_is_one_query(
    small: SmallSchool, django_assert_num_queries: object
) -> None:
    with behind(small.job), django_assert_num_queries(1):  # type: ignore[operator]
        class_list(school_class=small.fifth, on=MOVED)


def test_saying_it_again_changes_and_notes_nothing(
    small: SmallSchool, newcomer: Card
) -> None:
    with behind(small.job):
        for _ in range(2):
            moving.admit(student=newcomer, school_class=small.fifth, on=FIRST_DAY)
        for _ in range(2):
            moving.transfer(student=newcomer, school_class=small.ninth, on=MOVED)
        left = date(2026, 12, 1)
        assert [moving.leave(student=newcomer, on=left) for _ in range(2)] == [
            Moved(None),
            Moved(None),
        ]
        for _ in range(2):
            moving.come_back(student=newcomer, school_class=small.ninth, on=left)
        assert Enrolment.objects.filter(student=newcomer).count() == 3
        assert len(trail()) == 4


def test_the_words_when_it_may_not_be(small: SmallSchool, newcomer: Card) -> None:
    pupil, teacher = small.students[0], small.teacher
    with behind(small.job):
        assert "не ученика" in sentence(
            moving.admit(student=teacher, school_class=small.fifth, on=MOVED)
        )
        assert sentence(
            moving.admit(
                student=newcomer, school_class=small.fifth, on=date(2027, 9, 1)
            )
        ) == ("5«Б» — класс 2026/27 учебного года: 01.09.2027 в него не попадает.")
        assert sentence(
            moving.admit(student=pupil, school_class=small.ninth, on=MOVED)
        ) == (
            "Ученик уже записан в класс 5«Б» с 01.09.2026:"
            " переведите его, а не зачисляйте."
        )
        assert "нет ни в одном классе" in sentence(
            moving.transfer(student=newcomer, school_class=small.fifth, on=MOVED)
        )
        assert "и так нет" in sentence(moving.leave(student=newcomer, on=MOVED))
        assert "не выбывал" in sentence(
            moving.come_back(student=newcomer, school_class=small.fifth, on=MOVED)
        )
        assert "не выбывал" in sentence(
            moving.come_back(student=pupil, school_class=small.fifth, on=MOVED)
        )
        assert trail() == []


def test_a_place_of_the_next_year_is_not_lost_by_a_transfer_in_summer(
    small: SmallSchool,
) -> None:
    pupil = small.students[0]
    with behind(small.job):
        sixth = SchoolClass.objects.create(
            school=small.school, year=2027, grade=6, letter="Б"
        )
        moving.transfer(student=pupil, school_class=sixth, on=date(2027, 9, 1))
        said = sentence(
            moving.transfer(
                student=pupil, school_class=small.ninth, on=date(2027, 8, 10)
            )
        )
        assert said.startswith("С 01.09.2027 у ученика уже есть место в классе 6«Б»")


def test_a_last_day_that_is_known_outlives_a_transfer(small: SmallSchool) -> None:
    pupil = small.students[0]
    with behind(small.job):
        moving.leave(student=pupil, on=date(2026, 12, 1))
        moving.transfer(student=pupil, school_class=small.ninth, on=MOVED)
        assert names(small.ninth, date(2026, 11, 30)) == ["Ёлкин", "Соколов"]
        assert names(small.ninth, date(2026, 12, 1)) == ["Соколов"]


def test_the_reason_stands_in_history(small: SmallSchool, newcomer: Card) -> None:
    with behind(small.job):
        moving.admit(
            student=newcomer,
            school_class=small.fifth,
            on=MOVED,
            reason="Приказ № 12-у от 06.11.2026",
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT reason FROM history WHERE what = 'enrolment'"
                " AND row_id IN (SELECT id FROM enrolment WHERE student_id = %s)"
                " AND reason IS NOT NULL",
                [newcomer.pk],
            )
            assert cursor.fetchall() == [("Приказ № 12-у от 06.11.2026",)]


def test_another_school_sees_and_moves_nobody_here(small: SmallSchool) -> None:
    other = build("Школа № 7")
    pupil = small.students[0]
    with behind(other.job):
        assert class_list(school_class=small.fifth, on=FIRST_DAY) == ()
        assert classes_on(school=small.school.pk, on=FIRST_DAY) == ()
        with pytest.raises(Card.DoesNotExist):
            moving.leave(student=pupil, on=MOVED)
    with behind(other.job), pytest.raises(ProgrammingError):
        Enrolment.objects.create(
            school=small.school,
            student=pupil,
            school_class=small.ninth,
            since_date=MOVED,
        )


def test_a_former_employee_stands_at_the_door_and_sees_no_list(
    small: SmallSchool,
) -> None:
    former = Actor(
        kind=Kind.DOOR, name="account:1", account=1, cards=(small.colleague.pk,)
    )
    with behind(former):
        assert class_list(school_class=small.fifth, on=FIRST_DAY) == ()
        assert classes_on(school=small.school.pk, on=FIRST_DAY) == ()
