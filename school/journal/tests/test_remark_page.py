"""The page of one remark, and what a lesson's page says of remarks."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.models import ClassTeacher, TeachingLoad
from school.academics.tests.small_school import SmallSchool, build, teach
from school.journal.models import Remark
from school.journal.tests.conftest import TODAY, SignIn
from school.lib.keys import new_key, to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Counted = Callable[[CaptureQueriesContext], list[str]]
PRAISE = {"kind": "praise", "text": "Помогла <соседке>\r\nс дробями"}


@pytest.fixture
def place(small: SmallSchool, address: str) -> str:
    """The address of the first student's remark."""
    return f"{address}remarks/{to_text(small.students[0].key)}/"


def kept(small: SmallSchool) -> list[tuple[str, str | None]]:
    with behind(small.job):
        return list(Remark.objects.order_by("pk").values_list("kind", "text"))


def test_a_remark_is_written_read_corrected_and_taken_back(
    small: SmallSchool, teacher: Client, address: str, place: str
) -> None:
    form = teacher.get(place).content.decode()
    assert "Ёлкин Пётр" in form
    assert "Отозвать" not in form
    done = teacher.post(place, PRAISE)
    row = f"student-{to_text(small.students[0].key)}"
    assert (done.status_code, done["Location"]) == (
        303,
        f"{address}?saved=remark#{row}",
    )
    lesson = teacher.get(done["Location"]).content.decode()
    assert "<b>Похвала.</b> Помогла &lt;соседке&gt;\nс\xa0дробями" in lesson
    assert "— Петрова И.</span>" in lesson
    assert "семья прочитают это" in lesson
    assert f'id="{row}"' in lesson
    form = teacher.get(place).content.decode()
    assert "Помогла &lt;соседке&gt;\nс дробями</textarea>" in form
    assert 'value="praise" checked' in form
    teacher.post(place, {"kind": "reproof", "text": "Без тетради"})
    assert kept(small) == [("reproof", "Без тетради")]
    done = teacher.post(place, {"withdraw": "1", **PRAISE})
    assert done["Location"] == f"{address}?saved=no-remark#{row}"
    assert kept(small) == [("reproof", None)]
    assert "Без тетради" not in teacher.get(place).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "praise", "text": ""}, "Напишите, что прочитают"),
        ({"kind": "praise", "text": " \u200b\u202e\n"}, "Напишите, что прочитают"),
        ({"kind": "praise", "text": "я" * 501}, "не длиннее 500 знаков, сейчас 501"),
        ({"kind": "curse", "text": "Слово"}, "Выберите, замечание это или похвала"),
        ({"text": "Слово"}, "Выберите, замечание это или похвала"),
        ({}, "Напишите, что прочитают"),
    ],
)
def test_what_is_no_remark_comes_back_with_a_sentence(
    small: SmallSchool,
    teacher: Client,
    place: str,
    sent: dict[str, str],
    sentence: str,
) -> None:
    answer = teacher.post(place, sent)
    words = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422
    assert sentence in words
    assert len(sent.get("text", "")) < 501 or sent["text"] in words
    assert kept(small) == []


def test_five_hundred_letters_are_taken_whole(
    small: SmallSchool, teacher: Client, place: str
) -> None:
    teacher.post(place, {"kind": "praise", "text": "я" * 500})
    assert kept(small) == [("praise", "я" * 500)]


def test_the_lessons_page_asks_no_more_for_remarks(
    teacher: Client, address: str, place: str, queries: Counted
) -> None:
    teacher.post(place, PRAISE)
    with CaptureQueriesContext(connection) as captured:
        assert "Похвала" in teacher.get(address).content.decode()
    assert len(queries(captured)) <= 9, queries(captured)


def test_a_colleague_of_the_lesson_reads_it_and_writes_his_own(
    small: SmallSchool, teacher: Client, sign_in: SignIn, address: str, place: str
) -> None:
    teacher.post(place, PRAISE)
    with behind(small.job):
        teach(small.maths, small.colleague)
    colleague = sign_in(small, small.colleague)
    assert "Похвала" in colleague.get(address).content.decode()
    assert "соседке" not in colleague.get(place).content.decode()
    colleague.post(place, {"withdraw": "1"})
    colleague.post(place, {"kind": "reproof", "text": "Шумела"})
    assert [kind for kind, text in kept(small) if text] == ["praise", "reproof"]


def test_a_class_teacher_reads_it_and_may_not_write(
    small: SmallSchool, teacher: Client, sign_in: SignIn, address: str, place: str
) -> None:
    teacher.post(place, PRAISE)
    with behind(small.job):
        ClassTeacher.objects.create(
            school=small.school,
            school_class=small.fifth,
            teacher=small.colleague,
            since_date=TODAY,
        )
    leader = sign_in(small, small.colleague)
    lesson = leader.get(address).content.decode()
    assert "Похвала" in lesson
    assert "/remarks/" not in lesson
    for answer in (leader.get(place), leader.post(place, PRAISE)):
        assert answer.status_code == 403
        assert "пишет его учитель" in answer.content.decode()


def test_strangers_families_and_former_teachers_find_no_page(
    small: SmallSchool, teacher: Client, sign_in: SignIn, place: str
) -> None:
    other = build("Чужая школа")
    family = sign_in(small, small.students[0], "family")
    stranger = sign_in(other, other.teacher)
    with behind(small.job):
        TeachingLoad.objects.update(until_date=TODAY)
    for client in (family, stranger, teacher):
        assert client.get(place).status_code == 404
        assert client.post(place, PRAISE).status_code == 404
    assert kept(small) == []


def test_a_student_who_is_not_there_has_no_page(
    small: SmallSchool, teacher: Client, address: str
) -> None:
    assert small.ninth_student is not None
    other = build("Чужая школа")
    for key in (small.ninth_student.key, other.students[0].key, new_key()):
        place = f"{address}remarks/{to_text(key)}/"
        assert teacher.get(place).status_code == 404
        assert teacher.post(place, PRAISE).status_code == 404
    assert kept(small) == kept(other) == []


def test_a_page_opened_by_another_person_saves_nothing(
    small: SmallSchool, teacher: Client, place: str
) -> None:
    sent = {**PRAISE, "opened_by": "0123456789abcdef"}
    answer = teacher.post(place, sent)
    assert answer.status_code == 409
    assert kept(small) == []
