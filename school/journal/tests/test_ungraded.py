"""A subject of which nobody puts marks: a roll call, a topic, homework and no more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import Subject
from school.academics.tests.small_school import SmallSchool
from school.journal.models import Absence, Lesson, Mark
from school.journal.tests.conftest import Operate
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
NO_MARKS = "По этому предмету отметок не ставят."


@pytest.fixture(autouse=True)
def ungraded(small: SmallSchool) -> None:
    """Mathematics without marks."""
    Subject.objects.filter(pk=small.maths.subject_id).update(graded=False)


def test_no_mark_is_taken(
    small: SmallSchool,
    teacher: Client,
    address: str,
    operate: Operate,
    operation: Callable[..., dict[str, Any]],
    queries: Callable[[CaptureQueriesContext], list[str]],
) -> None:
    with CaptureQueriesContext(connection) as captured:
        (result,) = operate(teacher, operation())
    assert (result["state"], result["sentence"]) == ("refused", NO_MARKS)
    assert len(queries(captured)) <= 5, queries(captured)
    first = to_text(small.students[0].key)
    response = teacher.post(f"{address}marks/", {f"mark-{first}-1": "5"})
    assert response.status_code == 422
    assert "отметок не\xa0ставят" in response.content.decode()
    with behind(small.job):
        assert not Mark.objects.exists()


def test_the_page_has_a_roll_call_and_nothing_of_marks(
    small: SmallSchool, lesson: Lesson, teacher: Client, address: str
) -> None:
    page = teacher.get(address).content.decode()
    assert "отметок не\xa0ставят" in page
    for of_marks in ("data-slot", "data-average", 'id="marks"', "Среднее", "work_kind"):
        assert of_marks not in page
    first = to_text(small.students[0].key)
    called = teacher.post(f"{address}roll/", {f"absence-{first}": "Н"})
    told = teacher.post(f"{address}description/", {"topic": "Беседа", "homework": ""})
    assert (called.status_code, told.status_code) == (303, 303)
    with behind(small.job):
        assert Absence.objects.get().code == "Н"
        lesson.refresh_from_db()
        assert lesson.topic == "Беседа"
