"""Marks: put, corrected, withdrawn, in conflict, repeated, refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics import enrolling
from school.academics.models import TeachingLoad
from school.academics.tests.small_school import SmallSchool, build, teach
from school.audit.models import AuditLine
from school.journal.models import Lesson, Mark, WorkKind
from school.journal.tests.conftest import Operate, SignIn
from school.lib.keys import new_key, to_text
from school.notices.models import Notice
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]


def test_a_mark_is_put_with_its_author_its_trace_and_its_notice(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    operate: Operate,
    operation: Make,
    history: Any,
) -> None:
    with behind(small.job):
        test = WorkKind.objects.get(weight=3)
        Lesson.objects.filter(pk=lesson.pk).update(work_kind=test)
    (result,) = operate(teacher, operation(reason="Работа над ошибками"))
    assert (result["state"], result["revision"], result["value"]) == ("saved", 1, "5")
    assert result["by"] == "Петрова И."
    assert result["at"].startswith("2026-11-18T07:00")
    with behind(small.job):
        mark = Mark.objects.get()
        assert (mark.value, mark.number, mark.work_kind) == ("5", 5, test)
        assert mark.author == small.teacher
        notice = Notice.objects.get()
        assert (notice.student, notice.what) == (small.students[0], "mark")
        assert notice.row_id == mark.pk
        assert AuditLine.objects.get().thing == f"lesson:{lesson.pk} mark:{mark.pk}"
    ((act, actor, reason, value),) = history(small, "mark")
    assert (act, reason, value) == ("I", "Работа над ошибками", "5")
    assert actor.endswith(f"card:{small.teacher.pk}")


def test_a_mark_is_corrected_and_withdrawn_and_put_again(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, history: Any
) -> None:
    operate(teacher, operation(value=4))
    operate(teacher, operation(value="5", base=1, reason="Описка"))
    (gone,) = operate(teacher, operation(value=None, base=2))
    assert (gone["state"], gone["revision"], gone["value"]) == ("saved", 3, None)
    (again,) = operate(teacher, operation(value="3", base=3))
    assert (again["state"], again["revision"]) == ("saved", 4)
    rows = [(act, reason, value) for act, _, reason, value in history(small, "mark")]
    assert rows == [
        ("I", None, "4"),
        ("U", "Описка", "5"),
        ("U", None, None),
        ("U", None, "3"),
    ]


def test_a_stale_revision_is_a_conflict_with_both_values_author_and_time(
    small: SmallSchool,
    teacher: Client,
    sign_in: SignIn,
    operate: Operate,
    operation: Make,
) -> None:
    with behind(small.job):
        teach(small.maths, small.colleague)
    operate(sign_in(small, small.colleague), operation(value="4"))
    (result,) = operate(teacher, operation(value="5"))
    assert (result["state"], result["value"]) == ("conflict", "4")
    assert result["revision"] == 1
    assert result["by"] == "Соколова Е."
    assert "стоит 4 (Соколова Е., 18\xa0ноября в 10:00)" in result["sentence"]
    assert "Вы ставили 5" in result["sentence"]
    with behind(small.job):
        assert Mark.objects.get().value == "4"


def test_a_repeat_after_a_lost_answer_is_saved_once(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, history: Any
) -> None:
    sent = operation()
    first = operate(teacher, sent)
    assert operate(teacher, sent) == first
    assert len(history(small, "mark")) == 1
    operate(teacher, operation(value="4", base=1))
    (late,) = operate(teacher, sent)
    assert (late["state"], late["value"], late["revision"]) == ("conflict", "4", 2)


def test_the_same_value_again_changes_nothing(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, history: Any
) -> None:
    operate(teacher, operation())
    (again,) = operate(teacher, operation(base=1))
    assert (again["state"], again["revision"]) == ("saved", 1)
    assert len(history(small, "mark")) == 1


def test_a_revision_that_never_was_writes_nothing(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    (result,) = operate(teacher, operation(base=7))
    assert (result["state"], result["revision"], result["value"]) == (
        "conflict",
        0,
        None,
    )
    with behind(small.job):
        assert not Mark.objects.exists()


def test_two_marks_for_one_lesson_are_two_slots(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    results = operate(teacher, operation(value="4"), operation(value="5", slot=2))
    assert [one["state"] for one in results] == ["saved", "saved"]
    with behind(small.job):
        assert set(Mark.objects.values_list("slot", "value")) == {(1, "4"), (2, "5")}


def test_the_same_cell_twice_in_a_batch_is_refused_the_second_time(
    teacher: Client, operate: Operate, operation: Make
) -> None:
    first, second = operate(teacher, operation(), operation(value="3"))
    assert (first["state"], second["state"]) == ("saved", "refused")


def test_two_reasons_in_one_batch_each_stay_with_their_mark(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make, history: Any
) -> None:
    keys = [to_text(student.key) for student in small.students[:3]]
    operate(
        teacher,
        operation(student=keys[0], value="3", reason="Первая"),
        operation(student=keys[1], value="4", reason="Вторая"),
        operation(student=keys[2], value="5"),
    )
    told = {(value, reason) for _, _, reason, value in history(small, "mark")}
    assert told == {("3", "Первая"), ("4", "Вторая"), ("5", None)}


def test_foreign_and_unknown_keys_get_one_answer(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    other = build("Чужая школа")
    with behind(other.job):
        make_one = other.students[0]
        foreign = Lesson.objects.create(
            school=other.school,
            year=2026,
            group=other.maths,
            teacher=other.teacher,
            date=date(2026, 11, 18),
            number=1,
            starts="08:30",
            ends="09:15",
        )
    results = operate(
        teacher,
        operation(lesson=to_text(foreign.key)),
        operation(lesson=to_text(new_key())),
        operation(lesson="нет"),
    )
    assert {(one["state"], one["sentence"]) for one in results} == {
        ("refused", "Такого урока нет, или он вам не виден.")
    }
    results = operate(
        teacher,
        operation(student=to_text(make_one.key)),
        operation(student=to_text(small.ninth_student.key)),  # type: ignore[union-attr]
        operation(student=to_text(small.teacher.key)),
        operation(student=to_text(new_key())),
        operation(student="i" * 13),
    )
    assert {(one["state"], one["sentence"]) for one in results[:4]} == {
        ("refused", "Этого ученика на этом уроке нет.")
    }
    assert results[4]["state"] == "refused"
    with behind(small.job):
        assert not Mark.objects.exists()


def test_a_student_who_left_the_class_before_the_lesson_gets_no_mark(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    with behind(small.job):
        enrolling.move(
            student=small.students[0], school_class=small.ninth, on=date(2026, 11, 17)
        )
    (result,) = operate(teacher, operation())
    assert result["sentence"] == "Этого ученика на этом уроке нет."


def test_a_cancelled_and_a_future_lesson_take_no_marks(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    operate: Operate,
    operation: Make,
) -> None:
    with behind(small.job):
        friday = Lesson.objects.get(group=small.maths, date=date(2026, 11, 20))
        Lesson.objects.filter(pk=lesson.pk).update(state="cancelled")
    first, second = operate(teacher, operation(), operation(lesson=to_text(friday.key)))
    assert first["state"] == second["state"] == "refused"
    assert "отменён" in first["sentence"]
    assert "20\xa0ноября" in second["sentence"]


def test_a_former_teacher_and_a_stranger_see_no_lesson(
    small: SmallSchool,
    teacher: Client,
    sign_in: SignIn,
    operate: Operate,
    operation: Make,
) -> None:
    other = build("Чужая школа")
    strangers = sign_in(other, other.teacher)
    with behind(small.job):
        TeachingLoad.objects.filter(teacher=small.teacher).update(
            until_date=date(2026, 11, 18)
        )
    for client in (teacher, strangers):
        (result,) = operate(client, operation())
        assert result["sentence"] == "Такого урока нет, или он вам не виден."


def test_an_administrator_reads_but_does_not_put_marks(
    administrator: Client, operate: Operate, operation: Make
) -> None:
    (result,) = operate(administrator, operation())
    assert result["state"] == "refused"
    assert result["sentence"] == "Отметки на этом уроке ставит его учитель."


def test_one_mark_takes_nine_queries_and_thirty_no_more_than_twelve(
    small: SmallSchool,
    teacher: Client,
    operate: Operate,
    operation: Make,
    queries: Callable[[CaptureQueriesContext], list[str]],
) -> None:
    with CaptureQueriesContext(connection) as captured:
        operate(teacher, operation(reason="Описка"))
    assert len(queries(captured)) <= 9, queries(captured)
    with behind(small.job):
        lessons = Lesson.objects.filter(group=small.maths, date__lte="2026-11-18")
        keys = [to_text(key) for key in lessons.values_list("key", flat=True)]
    batch = [
        operation(lesson=key, student=to_text(student.key), slot=2)
        for key in keys
        for student in small.students
    ]
    with CaptureQueriesContext(connection) as captured:
        results = operate(teacher, *batch)
    assert {one["state"] for one in results} == {"saved"}
    assert len(batch) == 30
    assert len(queries(captured)) <= 8, queries(captured)
