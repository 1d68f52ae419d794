"""Forms that no page of ours would send: nothing is dropped or erased in silence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool
from school.journal.models import Absence, Homework, Lesson, Mark
from school.journal.tests.conftest import Operate
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("place", ["{first}-9", "{first}-", "{first}-①", "x-1", ""])
def test_a_mark_for_no_cell_is_told_and_the_others_are_saved(
    small: SmallSchool, teacher: Client, address: str, place: str
) -> None:
    first = to_text(small.students[0].key)
    second = to_text(small.students[1].key)
    sent = {f"mark-{place.format(first=first)}": "5", f"mark-{second}-1": "4"}
    response = teacher.post(f"{address}marks/", sent)
    assert response.status_code == 422
    assert "для клетки, которой на\xa0этом уроке нет" in response.content.decode()
    with behind(small.job):
        assert set(Mark.objects.values_list("student", "value")) == {
            (small.students[1].pk, "4")
        }


@pytest.mark.parametrize("form", ["roll", "marks", "description"])
def test_whoever_opens_the_address_of_a_form_gets_the_lesson(
    teacher: Client, address: str, form: str
) -> None:
    for method in ("GET", "HEAD"):
        response = teacher.generic(method, f"{address}{form}/")
        assert (response.status_code, response["Location"]) == (303, address)


def test_a_mark_of_a_stranger_is_told_in_the_same_words(
    small: SmallSchool, teacher: Client, address: str
) -> None:
    stranger = to_text(small.ninth_student.key)  # type: ignore[union-attr]
    response = teacher.post(f"{address}marks/", {f"mark-{stranger}-1": "5"})
    assert response.status_code == 422
    assert "для клетки, которой на\xa0этом уроке нет" in response.content.decode()


@pytest.mark.parametrize(
    "unseen", ["\x00", "\u202e\u2066", "\u200b\ufeff", "\x1f \x00"]
)
@pytest.mark.parametrize("field", ["topic", "homework"])
def test_an_invisible_text_erases_nothing(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    address: str,
    field: str,
    unseen: str,
) -> None:
    written = {"topic": "Дроби", "homework": "№ 41"}
    teacher.post(f"{address}description/", written)
    response = teacher.post(f"{address}description/", written | {field: unseen})
    assert response.status_code == 422
    assert "в\xa0журнале осталось прежнее" in response.content.decode()
    with behind(small.job):
        lesson.refresh_from_db()
        assert lesson.topic == "Дроби"
        assert Homework.objects.get().text == "№ 41"


def test_letters_that_turn_a_line_round_are_taken_out(
    small: SmallSchool, lesson: Lesson, teacher: Client, address: str
) -> None:
    sent = {"topic": "\u202eДроби\u202c", "homework": "\ufeff№\u200b 41"}
    assert teacher.post(f"{address}description/", sent).status_code == 303
    with behind(small.job):
        lesson.refresh_from_db()
        assert lesson.topic == "Дроби"
        assert Homework.objects.get().text == "№ 41"


def test_an_invisible_sign_withdraws_no_mark_and_no_absence(
    small: SmallSchool, teacher: Client, address: str, operate: Operate, operation: Make
) -> None:
    operate(teacher, operation(value="3"))
    first = to_text(small.students[0].key)
    teacher.post(f"{address}roll/", {f"absence-{first}": "Н"})
    marked = {f"mark-{first}-1": "\x00", f"was-{first}-1": "1:3"}
    assert teacher.post(f"{address}marks/", marked).status_code == 422
    called = {f"absence-{first}": "\u200b"}
    assert teacher.post(f"{address}roll/", called).status_code == 422
    with behind(small.job):
        assert Mark.objects.get().value == "3"
        assert Absence.objects.get().code == "Н"


def test_a_reason_is_kept_without_invisible_letters(
    teacher: Client, small: SmallSchool, operate: Operate, operation: Make, history: Any
) -> None:
    (result,) = operate(teacher, operation(reason="\u202eописка\u200b"))
    assert result["state"] == "saved"
    (row,) = history(small, "mark")
    assert row[2] == "описка"
    (result,) = operate(teacher, operation(reason="\u200b"))
    assert result["state"] == "refused"
