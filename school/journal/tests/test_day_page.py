"""A teacher's day: today first, states in words, the next day when this one is free."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.tests.small_school import SmallSchool
from school.journal.models import Lesson
from school.journal.tests.conftest import Operate, SignIn
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def test_today_comes_first_with_the_lesson_that_is_going_on(
    lesson: Lesson,
    teacher: Client,
    queries: Callable[[CaptureQueriesContext], list[str]],
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = teacher.get("/journal/").content.decode()
    assert len(queries(captured)) <= 8, queries(captured)
    assert 'data-page="journal-day"' in page
    assert "Среда, 18\xa0ноября" in page
    assert page.count("data-lesson=") == 2
    assert "agenda__row--current" in page
    assert f'href="/journal/lessons/{to_text(lesson.key)}/"' in page
    assert 'href="/journal/?date=2026-11-17"' in page
    assert 'href="/journal/?date=2026-11-19"' in page
    assert page.count("Тема не\xa0записана") == 1
    assert page.count("Нет задания") == 1


def test_what_is_written_is_no_longer_asked_for(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    operate: Operate,
    operation: Callable[..., dict[str, object]],
) -> None:
    operate(teacher, operation())
    teacher.post(
        f"/journal/lessons/{to_text(lesson.key)}/description/",
        {"topic": "Дроби", "homework": "№ 41"},
    )
    page = teacher.get("/journal/").content.decode()
    assert "Отметок:\xa01" in page
    assert "Тема не" not in page
    assert "Нет задания" not in page


def test_a_day_without_lessons_leads_to_the_next_one_and_the_last(
    teacher: Client, queries: Callable[[CaptureQueriesContext], list[str]]
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = teacher.get("/journal/?date=2026-11-22").content.decode()
    assert len(queries(captured)) <= 10, queries(captured)
    assert "В\xa0этот день у\xa0вас уроков нет" in page
    assert "Воскресенье." in page
    assert 'href="/journal/?date=2026-11-23"' in page
    assert (
        '<a href="/journal/?date=2026-11-20">Последние уроки\xa0— пятница, 20' in page
    )
    page = teacher.get("/journal/?date=2026-10-28").content.decode()
    assert "Осенние каникулы" in page
    assert 'href="/journal/?date=2026-11-06"' in page
    assert "Последние уроки" not in page


def test_sunday_is_stepped_over(teacher: Client) -> None:
    page = teacher.get("/journal/?date=2026-11-21").content.decode()
    assert 'href="/journal/?date=2026-11-23"' in page


@pytest.mark.parametrize(
    "day", ["", "вчера", "2026-02-30", "20261118", "0001-01-01", "9999-12-31", "\x00"]
)
def test_a_day_that_is_none_shows_today_and_says_so(teacher: Client, day: str) -> None:
    response = teacher.get("/journal/", {"date": day})
    page = response.content.decode()
    assert response.status_code == 422
    assert "День в\xa0адресе не\xa0прочитан." in page
    assert "Среда, 18\xa0ноября" in page


@pytest.mark.parametrize("day", ["2000-01-03", "2099-12-26"])
def test_the_calendar_has_ends(teacher: Client, day: str) -> None:
    assert teacher.get("/journal/", {"date": day}).status_code == 200


def test_an_administrator_is_told_whose_lessons_stand_here(
    administrator: Client,
) -> None:
    page = administrator.get("/journal/").content.decode()
    assert "Своих уроков у\xa0вас нет" in page
    assert "Уроки коллег" not in page
    assert "data-lesson=" not in page


def test_a_colleague_and_a_family_see_no_lessons(
    small: SmallSchool, sign_in: SignIn
) -> None:
    page = sign_in(small, small.colleague).get("/journal/").content.decode()
    assert "data-lesson=" not in page
    child = sign_in(small, small.students[0], "family")
    assert child.get("/journal/").status_code == 404


def test_a_cancelled_lesson_says_so(
    small: SmallSchool, lesson: Lesson, teacher: Client
) -> None:
    with behind(small.job):
        Lesson.objects.filter(pk=lesson.pk).update(state="cancelled")
    page = teacher.get("/journal/").content.decode()
    assert "Отменён" in page


def test_a_lesson_of_another_day_is_not_going_on(teacher: Client) -> None:
    page = teacher.get("/journal/", {"date": date(2026, 11, 16)}).content.decode()
    assert "agenda__row--current" not in page
    assert "Нет задания" in page
