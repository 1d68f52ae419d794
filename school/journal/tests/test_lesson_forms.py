"""The forms of a lesson's page, without a script: roll, topic, homework, marks."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.tests.small_school import SmallSchool
from school.audit.models import AuditLine
from school.journal.models import Absence, Homework, Lesson, Mark, WorkKind
from school.journal.tests.conftest import Operate
from school.lib.keys import new_key, to_text
from school.notices.models import Notice
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]
Counted = Callable[[CaptureQueriesContext], list[str]]


def roll(small: SmallSchool, *codes: str, **more: str) -> dict[str, str]:
    keys = [to_text(student.key) for student in small.students]
    return {f"absence-{key}": code for key, code in zip(keys, codes, strict=False)} | {
        name.replace("_", "-").replace("first", keys[0]): value
        for name, value in more.items()
    }


def test_a_roll_call_keeps_exceptions_with_minutes_and_notices(
    small: SmallSchool, teacher: Client, address: str, history: Any, queries: Counted
) -> None:
    sent = roll(small, "О", "Н", "Б", "", "", minutes_first="12")
    with CaptureQueriesContext(connection) as captured:
        response = teacher.post(f"{address}roll/", sent)
    assert (response.status_code, response["Location"]) == (
        303,
        f"{address}?saved=roll",
    )
    assert len(queries(captured)) <= 10, queries(captured)
    with behind(small.job):
        rows = set(Absence.objects.values_list("student", "code", "minutes_late"))
        first, second, third, *_ = small.students
        assert rows == {
            (first.pk, "О", 12),
            (second.pk, "Н", None),
            (third.pk, "Б", None),
        }
        assert Absence.objects.filter(author=small.teacher).count() == 3
        assert Notice.objects.filter(what="absence").count() == 3
        assert AuditLine.objects.get().action == "call_roll"
    page = teacher.get(address).content.decode()
    assert 'data-absence="О"' in page
    assert 'value="12"' in page


def test_a_roll_call_is_taken_back_and_saying_it_again_leaves_no_trace(
    small: SmallSchool, teacher: Client, address: str, history: Any
) -> None:
    teacher.post(f"{address}roll/", roll(small, "Н", "Н", "", "", ""))
    teacher.post(f"{address}roll/", roll(small, "Н", "", "", "", ""))
    teacher.post(f"{address}roll/", roll(small, "Н", "", "", "", ""))
    assert [row[0] for row in history(small, "absence")] == ["I", "I", "U"]
    with behind(small.job):
        assert set(Absence.objects.values_list("code", flat=True)) == {"Н", None}


def test_a_wrong_roll_call_comes_back_whole_with_sentences(
    small: SmallSchool, teacher: Client, address: str
) -> None:
    sent = roll(small, "О", "Н", "Х", "", "", minutes_first="сто")
    response = teacher.post(f"{address}roll/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Опоздание\xa0— от\xa01 до\xa090\xa0минут." in page
    assert "Можно отметить: Н, Б, У," in page
    assert 'value="сто"' in page
    second = to_text(small.students[1].key)
    row = page[page.index(f'data-student="{second}"') :]
    assert re.search(r'value="Н" checked', row[: row.index("</li>")])
    with behind(small.job):
        assert not Absence.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "nobody", "garbage"])
def test_a_roll_call_of_somebody_else_writes_nothing(
    small: SmallSchool, teacher: Client, address: str, who: str
) -> None:
    names = {
        "stranger": to_text(small.ninth_student.key),  # type: ignore[union-attr]
        "nobody": to_text(new_key()),
        "garbage": "\x00",
    }
    sent = roll(small, "Н") | {f"absence-{names[who]}": "Н"}
    response = teacher.post(f"{address}roll/", sent)
    assert response.status_code == 422
    assert "Обновите страницу" in response.content.decode()
    with behind(small.job):
        assert not Absence.objects.exists()


def test_topic_kind_and_homework_are_written(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    address: str,
    operate: Operate,
    operation: Make,
) -> None:
    operate(teacher, operation())
    with behind(small.job):
        test = WorkKind.objects.get(weight=3)
    response = teacher.post(
        f"{address}description/",
        {
            "topic": "  Обыкновенные\x00 дроби ",
            "work_kind": to_text(test.key),
            "homework": "№ 41\r\n№ 42",
        },
    )
    assert response.status_code == 303
    with behind(small.job):
        lesson.refresh_from_db()
        assert (lesson.topic, lesson.work_kind) == ("Обыкновенные  дроби", test)
        assert Mark.objects.get().work_kind == test
        homework = Homework.objects.get()
        assert homework.lesson.date == date(2026, 11, 20)
        assert homework.given_at_lesson == lesson
        assert homework.text == "№ 41\n№ 42"
        assert Notice.objects.filter(what="homework").count() == 5
    page = teacher.get(address).content.decode()
    assert "К\xa0уроку 20\xa0ноября (пт)" in page
    assert "№ 41" in page
    teacher.post(f"{address}description/", {"topic": "Дроби", "homework": ""})
    with behind(small.job):
        assert Homework.objects.get().text == ""


def test_homework_with_no_next_lesson_is_said_in_words_and_kept(
    small: SmallSchool, lesson: Lesson, teacher: Client, address: str
) -> None:
    with behind(small.job):
        Lesson.objects.filter(group=small.maths, date__gt=lesson.date).update(
            state="cancelled"
        )
    response = teacher.post(
        f"{address}description/", {"topic": "Дроби", "homework": "№ 41"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "задание записать не\xa0к\xa0чему" in page
    assert "№ 41" in page
    assert "По\xa0расписанию следующий урок 20\xa0ноября" in page
    with behind(small.job):
        lesson.refresh_from_db()
        assert lesson.topic == ""


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("topic", "д" * 301, "не\xa0длиннее 300 знаков, сейчас 301"),
        ("homework", "д" * 2001, "не\xa0длиннее 2000 знаков, сейчас 2001"),
        ("work_kind", "17", "Выберите вид работы из\xa0списка."),
        ("work_kind", to_text(17), "Такого вида работы в\xa0школе нет."),
    ],
)
def test_a_wrong_description_comes_back_with_a_sentence(
    small: SmallSchool,
    teacher: Client,
    address: str,
    field: str,
    value: str,
    sentence: str,
) -> None:
    sent = {"topic": "Дроби", "homework": "№ 41", field: value}
    response = teacher.post(f"{address}description/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page or sentence.replace("\xa0", " ") in page
    assert "№ 41" in page or field == "homework"
    with behind(small.job):
        assert not Homework.objects.exists()


def test_marks_are_saved_without_a_script_and_only_the_changed_ones(
    small: SmallSchool, teacher: Client, address: str, operate: Operate, operation: Make
) -> None:
    first, second, third, *_ = (to_text(one.key) for one in small.students)
    operate(teacher, operation(value="3"))
    sent = {
        f"mark-{first}-1": "3",
        f"was-{first}-1": "1:3",
        f"mark-{second}-1": "4/5",
        f"was-{second}-1": "0:",
        f"mark-{second}-2": "",
        f"was-{second}-2": "0:",
        f"mark-{third}-1": "",
        f"was-{third}-1": "0:",
    }
    response = teacher.post(f"{address}marks/", sent)
    assert response.status_code == 303
    with behind(small.job):
        marks = set(Mark.objects.values_list("student", "slot", "value", "revision"))
        one, two, *_ = (student.pk for student in small.students)
        assert marks == {(one, 1, "3", 1), (two, 1, "4", 1), (two, 2, "5", 1)}


def test_a_wrong_or_stale_mark_without_a_script_comes_back_as_it_was_typed(
    small: SmallSchool, teacher: Client, address: str, operate: Operate, operation: Make
) -> None:
    first, second, third, *_ = (to_text(one.key) for one in small.students)
    operate(teacher, operation(value="3"))
    sent = {
        f"mark-{first}-1": "5",
        f"was-{first}-1": "0:",
        f"mark-{second}-1": "7",
        f"was-{second}-1": "0:",
        f"mark-{third}-1": "5",
        f"was-{third}-1": "x:",
    }
    response = teacher.post(f"{address}marks/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "В\xa0клетке уже стоит 3" in page
    assert "Отметка\xa0— 1, 2, 3, 4 или 5; точка\xa0— долг." in page
    assert "Страница устарела." in page
    assert 'value="7"' in page
    assert 'data-state="conflict"' in page
    assert page.count('data-state="refused"') == 2


def test_a_closed_lesson_says_why_and_shows_no_cells(
    small: SmallSchool, teacher: Client
) -> None:
    with behind(small.job):
        friday = Lesson.objects.get(group=small.maths, date=date(2026, 11, 20))
    address = f"/journal/lessons/{to_text(friday.key)}/"
    page = teacher.get(address).content.decode()
    assert "Урок ещё не\xa0прошёл" in page
    assert 'id="marks"' not in page
    assert 'name="topic"' in page
    response = teacher.post(f"{address}roll/", roll(small, "Н"))
    assert response.status_code == 422
