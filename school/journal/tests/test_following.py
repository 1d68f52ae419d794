"""Dated lessons go after a week that has changed, those that nobody has touched."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from school.academics.models import TimetableSlot
from school.academics.tests.small_school import SmallSchool, build
from school.journal.following import drop, touched
from school.journal.models import Homework, Lesson
from school.journal.scheduling import make_lessons
from school.lib import clock
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
# A Monday on which the second lesson has begun; the group has it on the 18th and 20th.
NOW = datetime(2026, 11, 16, 9, 30)  # noqa: DTZ001 - the school's own clock
WEDNESDAY = date(2026, 11, 18)
Touch = Callable[[Lesson], Any]


@pytest.fixture
def ended() -> SmallSchool:
    """The week of November; the fifth class learns no mathematics from Monday on."""
    small = build()
    with behind(small.job):
        span = {"since": date(2026, 11, 1), "until": date(2026, 11, 23)}
        make_lessons(school=small.school.pk, **span)
        TimetableSlot.objects.filter(group=small.maths).update(until_date=NOW.date())
    return small


def days(small: SmallSchool) -> list[int]:
    found = Lesson.objects.filter(group=small.maths, date__gte=NOW.date())
    return [one.date.day for one in found.order_by("date")]


def test_bare_lessons_ahead_go_and_one_that_has_begun_stays(ended: SmallSchool) -> None:
    with behind(ended.job):
        before = Lesson.objects.count()
        assert days(ended) == [16, 18, 20]
        assert drop(school=ended.school.pk, now=NOW) == 2
        assert days(ended) == [16]
        assert Lesson.objects.count() == before - 2
        assert drop(school=ended.school.pk, now=NOW) == 0


@pytest.mark.parametrize("what", ["topic", "cancelled", "homework", "given"])
def test_a_lesson_that_somebody_has_touched_stays(
    ended: SmallSchool, what: str
) -> None:
    def homework(due: Lesson, given: Lesson | None = None) -> None:
        Homework.objects.create(
            school=ended.school,
            year=2026,
            lesson=due,
            given_at_lesson=given,
            text="№ 1",
            changed_at=clock.now(),
        )

    with behind(ended.job):
        lesson = Lesson.objects.get(group=ended.maths, date=WEDNESDAY)
        other = Lesson.objects.filter(group=ended.ninth_maths).latest("date")
        touches: dict[str, Touch] = {
            "topic": lambda one: Lesson.objects.filter(pk=one.pk).update(topic="Дроби"),
            "cancelled": lambda one: Lesson.objects.filter(pk=one.pk).update(
                state="cancelled"
            ),
            "homework": homework,
            "given": lambda one: homework(other, one),
        }
        touches[what](lesson)
        stay = touched(school=ended.school.pk, now=NOW, groups=[ended.maths.pk])
        assert sorted(hour.weekday for hour in stay) == [1, 3]
        drop(school=ended.school.pk, now=NOW)
        assert days(ended) == [16, 18]


def test_an_hour_that_goes_on_keeps_its_lessons(ended: SmallSchool) -> None:
    with behind(ended.job):
        slot = TimetableSlot.objects.filter(group=ended.maths, weekday=3).latest("pk")
        slot.pk, slot.since_date, slot.until_date = None, NOW.date(), None
        slot.save(force_insert=True)
        assert drop(school=ended.school.pk, now=NOW) == 1
        assert days(ended) == [16, 18]
