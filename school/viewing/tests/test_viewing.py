"""An administrator reads a diary as the family does: written down, nothing to write."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.tests.small_school import SmallSchool
from school.access.models import Session
from school.audit.models import AuditLine
from school.journal.models import Homework, Lesson, Mark
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.rights.models import Look
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)


@pytest.fixture
def child(small: SmallSchool) -> Card:
    return small.students[0]


def place(card: Card, rest: str = "2026-11-16/") -> str:
    return f"/viewing/{to_text(card.key)}/{rest}"


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\xa0", " ")


def written(small: SmallSchool, student: Card) -> None:
    """A mark and a task of today's lesson."""
    with behind(small.job):
        lesson = Lesson.objects.get(group=small.maths, date=TODAY)
        of: dict[str, Any] = {"school": small.school, "year": 2026, "lesson": lesson}
        of["changed_at"] = clock.now()
        Homework.objects.create(text="№ 412, вывести", **of)
        Mark.objects.create(
            student=student, author=small.teacher, value="4", number=4, **of
        )


def looks(small: SmallSchool) -> list[tuple[str, int]]:
    with behind(small.job):
        return list(Look.objects.values_list("role", "times"))


def test_it_reads_as_the_family_reads_and_says_what_it_is(
    small: SmallSchool,
    child: Card,
    administrator: Client,
    sign_in: Callable[..., Client],
) -> None:
    written(small, child)
    page = words(administrator.get(place(child)))
    his = words(
        sign_in(small, child, kind=Session.Kind.FAMILY).get(
            f"/diary/2026-11-16/?child={to_text(child.key)}"
        )
    )
    for told in ("№ 412, вывести", 'class="mark__value">4<'):
        assert told in page
        assert told in his
    lessons = re.compile(r'data-lesson="(\w+)"')
    assert lessons.findall(page) == lessons.findall(his) != []
    assert "Глазами семьи" in page
    assert "Изменить здесь ничего нельзя" in page


def test_every_link_of_the_spread_stays_here(
    child: Card, administrator: Client
) -> None:
    page = words(administrator.get(place(child, "day/2026-11-18/")))
    assert 'href="/diary/' not in page
    assert f'href="{place(child, "2026-11-09/")}"' in page
    assert f'href="{place(child, "day/2026-11-19/")}"' in page
    assert "<form" not in page.split("<main")[1]


def test_it_begins_at_this_week_and_any_day_leads_to_its_monday(
    child: Card, administrator: Client
) -> None:
    for rest in ("", "2026-11-18/"):
        assert administrator.get(place(child, rest))["Location"] == place(child)
    # A free day says where study goes on, and leads there on these pages.
    page = words(administrator.get(place(child, "day/2026-11-22/")))
    assert f'class="link" href="/viewing/{to_text(child.key)}/day/' in page


def test_each_page_is_written_down_by_name_and_told_to_the_family_by_role(
    small: SmallSchool, child: Card, administrator: Client
) -> None:
    administrator.get(place(child))
    administrator.get(place(child, "day/2026-11-18/"))
    assert looks(small) == [("administrator", 2)]
    with behind(small.job), connection.cursor() as cursor:
        cursor.execute("SELECT actor, action, card_id, request FROM glance")
        seen = cursor.fetchall()
    assert {(action, card) for _, action, card, _ in seen} == {("view_diary", child.pk)}
    assert all(f"card:{small.colleague.pk}" in actor for actor, *_ in seen)
    assert all(request for *_, request in seen)


def test_the_diary_is_asked_in_a_transaction_in_which_nothing_can_be_written(
    child: Card, administrator: Client
) -> None:
    with CaptureQueriesContext(connection) as captured:
        words(administrator.get(place(child)))
    sent = [query["sql"] for query in captured.captured_queries]
    (diary,) = [at for at, sql in enumerate(sent) if ") AS week" in sql]
    (closed,) = [at for at, sql in enumerate(sent) if sql.endswith("READ ONLY")]
    (look,) = [at for at, sql in enumerate(sent) if "INSERT INTO glance" in sql]
    assert look < closed < diary


def test_nothing_but_the_look_is_written(
    small: SmallSchool, child: Card, administrator: Client
) -> None:
    administrator.get(place(child))
    with behind(small.job):
        assert not AuditLine.objects.exists()


def test_a_class_teacher_is_told_whose_it_is_and_others_find_nothing(
    small: SmallSchool,
    child: Card,
    teacher: Client,
    sign_in: Callable[..., Client],
) -> None:
    refused = teacher.get(place(child))
    assert refused.status_code == 403
    assert "видит администратор школы" in refused.content.decode()
    stranger = sign_in(small, small.colleague)
    assert stranger.get(place(child)).status_code == 404
    himself = sign_in(small, child, kind=Session.Kind.FAMILY)
    assert himself.get(place(child)).status_code == 404
    assert looks(small) == []


def test_an_employees_card_and_an_unknown_one_have_no_diary(
    small: SmallSchool, administrator: Client
) -> None:
    assert administrator.get(place(small.teacher)).status_code == 404
    nobody = to_text(12345)
    assert administrator.get(f"/viewing/{nobody}/2026-11-16/").status_code == 404


@pytest.mark.parametrize("rest", ["1999-12-27/", "day/2100-01-01/"])
def test_days_that_no_diary_knows_are_not_found(
    child: Card, administrator: Client, rest: str
) -> None:
    assert administrator.get(place(child, rest)).status_code == 404


def test_nothing_can_be_sent_to_it(child: Card, administrator: Client) -> None:
    assert administrator.post(place(child), {"x": "1"}).status_code == 405
