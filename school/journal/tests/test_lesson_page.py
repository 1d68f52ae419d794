"""One lesson's page: who may see it and what it shows."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import ClassTeacher
from school.academics.tests.small_school import SmallSchool, build
from school.journal.models import Lesson, Mark, WorkKind
from school.journal.tests.conftest import Operate, SignIn
from school.lib.keys import new_key, to_text
from school.people.models import Card
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]
Counted = Callable[[CaptureQueriesContext], list[str]]


def test_the_page_names_the_lesson_and_its_students_in_russian_order(
    teacher: Client, address: str
) -> None:
    page = teacher.get(address).content.decode()
    assert 'data-page="journal-lesson"' in page
    assert "Среда, 18\xa0ноября, 9:25–10:10, 2-й урок, каб.\xa021" in page
    names = re.findall(r'<span class="roll__name">([^<]+)', page)
    assert names == [
        "Абрамова Алина",
        "Егоров Матвей",
        "Ёлкин Пётр",
        "Жуков Лев",
        "Иванова Мария",
    ]


def test_the_page_takes_nine_queries(
    teacher: Client, address: str, queries: Counted
) -> None:
    with CaptureQueriesContext(connection) as captured:
        teacher.get(address)
    assert len(queries(captured)) <= 9, queries(captured)


def test_neighbours_are_one_step_away(
    small: SmallSchool, teacher: Client, address: str
) -> None:
    with behind(small.job):
        before = Lesson.objects.get(group=small.maths, date=date(2026, 11, 16))
        after = Lesson.objects.get(group=small.maths, date=date(2026, 11, 20))
    page = teacher.get(address).content.decode()
    assert f'href="/journal/lessons/{to_text(before.key)}/"' in page
    assert f'href="/journal/lessons/{to_text(after.key)}/"' in page
    assert 'href="/journal/?date=2026-11-18"' in page


def test_the_average_of_the_period_is_exact_and_weighted(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    operate: Operate,
    operation: Make,
    address: str,
) -> None:
    with behind(small.job):
        test = WorkKind.objects.get(weight=3)
        Lesson.objects.filter(pk=lesson.pk).update(work_kind=test)
        earlier = Lesson.objects.get(group=small.maths, date=date(2026, 11, 16))
    operate(
        teacher,
        operation(value="4"),
        operation(value="5", lesson=to_text(earlier.key)),
        operation(value="5", lesson=to_text(earlier.key), slot=2),
    )
    page = teacher.get(address).content.decode()
    assert "data-average>4,40</span>" in page


def test_who_else_may_look_sees_no_form(
    small: SmallSchool, sign_in: SignIn, administrator: Client, address: str
) -> None:
    with behind(small.job):
        leader = Card.objects.create(
            school=small.school,
            kind="employee",
            last_name="Кротова",
            first_name="Анна",
            birth_date=date(1980, 1, 1),
        )
        from school.people.models import Employee

        Employee.objects.create(
            school=small.school,
            card=leader,
            name="Кротова А.",
            position="учитель",
            since_date=date(2020, 9, 1),
        )
        ClassTeacher.objects.create(
            school=small.school,
            school_class=small.fifth,
            teacher=leader,
            since_date=date(2026, 9, 1),
        )
    for client in (administrator, sign_in(small, leader)):
        response = client.get(address)
        assert response.status_code == 200
        page = response.content.decode()
        assert "Абрамова Алина" in page
        assert 'name="topic"' not in page
        assert "lesson.js" not in page
        sent = {"topic": "Дроби", f"mark-{to_text(small.students[0].key)}-1": "5"}
        for form in ("roll", "description", "marks"):
            refused = client.post(f"{address}{form}/", sent)
            assert refused.status_code == 403
        assert "ставит его учитель" in refused.content.decode().replace("\xa0", " ")
    with behind(small.job):
        assert not Mark.objects.exists()


def test_the_stranger_the_family_and_a_key_of_nothing_find_no_page(
    small: SmallSchool, teacher: Client, sign_in: SignIn, address: str
) -> None:
    other = build("Чужая школа")
    stranger = sign_in(other, other.teacher)
    child = sign_in(small, small.students[0], "family")
    colleague = sign_in(small, small.colleague)
    for client in (stranger, child, colleague):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}roll/").status_code == 404
    assert teacher.get(f"/journal/lessons/{to_text(new_key())}/").status_code == 404
    assert teacher.get("/journal/lessons/17/").status_code == 404
