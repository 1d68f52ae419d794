"""A list of weekly lessons: shown, written, and four weeks of dated lessons made."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from school.access.tests.test_papering import TODAY
from school.importing.tables.reading import read
from school.importing.tables.table import Book
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import SEND, write
from school.importing.tests.weeks import MATHS, SEPTEMBER, learning, send, slots
from school.journal.models import Lesson
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words

__all__ = ["learning"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_lessons_of_a_week_are_written_and_dated_ones_made(learning: Office) -> None:
    head = learning.head()
    rows: tuple[Row, ...] = (
        MATHS,
        ("", "", 2, "английский язык", "1", "", "7"),
        ("", "", "2 урок", "Английский язык", "2", "Лужина Нина Олеговна", "8"),
        ("", "Ср", 1, "Математика", "", "", ""),
    )
    address = send(head, *rows)
    page = words(head.get(address))
    assert "С сегодняшнего дня в 1 классе поставим 4 урока в неделю." in page
    assert "Понедельник, 1 урок, кабинет 12. Ведёт Лужина Н. О." in page
    write(head, address)
    assert slots(learning) == [
        (1, 1, "Математика", "", "12"),
        (1, 2, "Английский язык", "1", "7"),
        (1, 2, "Английский язык", "2", "8"),
        (3, 1, "Математика", "", ""),
    ]
    with learning.behind():
        lessons = Lesson.objects.filter(group__school_class__grade=4)
        days = set(lessons.values_list("date", flat=True))
    assert {day.isoweekday() for day in days} == {1, 3}
    assert TODAY <= min(days) <= max(days) <= TODAY + timedelta(weeks=4)
    assert "Без изменений 4" in words(head.get(send(head, *rows)))


def test_a_grid_is_shown_mended_in_its_cell_and_written(learning: Office) -> None:
    head = learning.head()
    rows: tuple[Row, ...] = (
        ("", "Урок", "4А", "каб.", "4Б", "каб."),
        ("Понедельник", 1, "Матем.", 12, "", ""),
        ("", 2, "Англ. яз.", "7", "", ""),
        ("Среда", 1, "Матиматика", "", "", ""),
    )
    file = SimpleUploadedFile("Сетка.xlsx", xlsx(*rows))
    address = str(head.post(SEND, {"table": file})["Location"])
    page = words(head.get(address))
    assert "клетка C4" in page
    assert "Может быть, «Математика»?" in page
    remarks = read(head.get(f"{address}remarks/").content)
    assert isinstance(remarks, Book)
    assert str(remarks.sheets[0].rows[3][-1]).startswith("C4 4А. Предмет: Предмета")
    head.post(f"{address}mend/", {"cell.3.2-0.subject": "Математика"})
    assert "4 урока в неделю" in words(head.get(address))
    write(head, address)
    assert slots(learning) == [
        (1, 1, "Математика", "", "12"),
        (1, 2, "Английский язык", "1", "7"),
        (1, 2, "Английский язык", "2", "7"),
        (3, 1, "Математика", "", ""),
    ]


def test_a_written_timetable_is_taken_back(learning: Office) -> None:
    head = learning.head()
    address = send(head, MATHS)
    write(head, address)
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}back/", {"seen": seen}).status_code == 303
    assert slots(learning) == []
    with learning.behind():
        assert not Lesson.objects.filter(group__school_class__grade=4).exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("4А", "воскресенье", 1, "Математика", "", "", ""), "День недели не читается"),
        (("4А", "пн", "ноль", "Математика", "", "", ""), "Номер урока не читается"),
        (("4А", "пн", 9, "Математика", "", "", ""), "Урока с таким номером"),
        (("4А", "пн", 1, "Математика", "3", "", ""), "Такой группы в школе нет"),
        (("4А", "пн", 1, "Алхимия", "", "", ""), "Предмета «Алхимия»"),
        (("4А", "пн", 1, "Математика", "", "Кто Та Тут", ""), "в школе нет"),
        (("9Я", "пн", 1, "Математика", "", "", ""), "Этого предмета у класса нет"),
    ],
)
def test_what_cannot_be_set_is_said(learning: Office, row: Row, sentence: str) -> None:
    head = learning.head()
    assert sentence in words(head.get(send(head, row)))


def test_a_class_has_one_lesson_at_a_time(learning: Office) -> None:
    head = learning.head()
    english: Row = ("4А", "пн", 1, "Английский язык", "1", "", "")
    page = words(head.get(send(head, MATHS, english)))
    assert "В таблице в это время у класса уже есть урок: Математика." in page


def test_a_teacher_without_the_load_gets_no_lesson(learning: Office) -> None:
    card = learning.make("Ларин Глеб Ильич", Card.Kind.EMPLOYEE)
    with learning.behind():
        Employee.objects.create(
            school_id=learning.school,
            card=card,
            name="Ларин Г. И.",
            position="учитель",
            since_date=SEPTEMBER,
        )
    head = learning.head()
    page = words(head.get(send(head, (*MATHS[:5], "Ларин Г. И.", ""))))
    assert "У этого учителя нет нагрузки здесь" in page
