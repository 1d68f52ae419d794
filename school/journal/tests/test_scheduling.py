"""Dated lessons come out of the weekly timetable, and only on school days."""

from datetime import date, time

import pytest
from django.db import connection

from school.academics.models import Holiday, TimetableSlot
from school.academics.tests.small_school import SmallSchool, build
from school.academics.timetable import next_day_of, school_day_from, why_free
from school.journal.models import Lesson
from school.journal.scheduling import make_lessons
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
SPAN = {"since": date(2026, 11, 1), "until": date(2026, 11, 23)}


@pytest.fixture
def small() -> SmallSchool:
    return build()


def test_lessons_skip_holidays_and_take_their_times_from_the_bells(
    small: SmallSchool,
) -> None:
    with behind(small.job):
        assert make_lessons(school=small.school.pk, **SPAN) == 9
        days = Lesson.objects.filter(group=small.maths).order_by("date")
        assert [lesson.date.day for lesson in days] == [6, 9, 11, 13, 16, 18, 20]
        lesson = days.get(date=date(2026, 11, 18))
        assert (lesson.starts, lesson.ends) == (time(9, 25), time(10, 10))
        assert (lesson.year, lesson.room, lesson.number) == (2026, "каб. 21", 2)
        assert lesson.teacher == small.teacher


def test_making_them_again_adds_nothing_and_touches_nothing(small: SmallSchool) -> None:
    with behind(small.job):
        make_lessons(school=small.school.pk, **SPAN)
        Lesson.objects.filter(group=small.maths).update(topic="Дроби")
        assert make_lessons(school=small.school.pk, **SPAN) == 0
        assert not Lesson.objects.filter(group=small.maths).exclude(topic="Дроби")


@pytest.mark.parametrize("off", ["", "hashjoin", "mergejoin", "nestloop", "material"])
def test_every_lesson_has_a_key_of_its_own_however_it_is_planned(
    small: SmallSchool, off: str
) -> None:
    with behind(small.job), connection.cursor() as cursor:
        if off:
            cursor.execute(f"SET LOCAL enable_{off} = off")
        make_lessons(school=small.school.pk, **SPAN)
        keys = set(Lesson.objects.values_list("key", flat=True))
        assert len(keys) == 9
        assert all(0 <= key < 1 << 63 for key in keys)


def test_days_outside_the_year_and_ended_slots_have_no_lessons(
    small: SmallSchool,
) -> None:
    with behind(small.job):
        TimetableSlot.objects.filter(group=small.ninth_maths).update(
            until_date=date(2026, 11, 18)
        )
        summer = {"since": date(2027, 5, 27), "until": date(2027, 9, 1)}
        assert make_lessons(school=small.school.pk, **summer) == 0
        make_lessons(school=small.school.pk, **SPAN)
        assert Lesson.objects.filter(group=small.ninth_maths).count() == 1


def test_the_next_day_of_a_group_skips_the_holidays(small: SmallSchool) -> None:
    with behind(small.job):
        found = next_day_of(
            school=small.school.pk, group=small.maths.pk, after=date(2026, 10, 23)
        )
        assert found == date(2026, 11, 6)
        last = next_day_of(
            school=small.school.pk, group=small.maths.pk, after=date(2027, 5, 26)
        )
        assert last is None


def test_a_free_day_says_why(small: SmallSchool) -> None:
    with behind(small.job):
        school = small.school.pk
        assert why_free(school=school, day=date(2026, 10, 28)) == "Осенние каникулы"
        assert why_free(school=school, day=date(2026, 11, 22)) == "Воскресенье"
        assert why_free(school=school, day=date(2026, 11, 18)) == ""
        summer = why_free(school=school, day=date(2027, 7, 15))
        assert summer == "Летние каникулы, учебный год начнётся 1 сентября"


def test_a_week_of_one_grade_takes_nobody_else_s_lessons(small: SmallSchool) -> None:
    with behind(small.job):
        school = small.school.pk
        Holiday.objects.create(
            school=small.school,
            year=2026,
            name="Неделя девятых классов",
            since_date=date(2026, 11, 16),
            until_date=date(2026, 11, 23),
            grade=9,
        )
        assert make_lessons(school=school, **SPAN) == 8
        days = Lesson.objects.filter(group=small.ninth_maths)
        assert [lesson.date.day for lesson in days] == [11]
        monday = date(2026, 11, 15)
        ninth, fifth = (
            next_day_of(school=school, group=group.pk, after=monday)
            for group in (small.ninth_maths, small.maths)
        )
        assert (ninth, fifth) == (date(2026, 11, 25), date(2026, 11, 16))
        assert why_free(school=school, day=date(2026, 11, 18)) == ""


def test_a_school_opens_on_the_first_day_on_which_anybody_learns(
    small: SmallSchool,
) -> None:
    with behind(small.job):
        opens = {
            day: school_day_from(school=small.school.pk, day=day)
            for day in (date(2026, 10, 28), date(2026, 11, 18), date(2027, 6, 1))
        }
    assert list(opens.values()) == [date(2026, 11, 6), date(2026, 11, 18), None]
