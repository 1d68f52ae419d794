"""A list of members: who of a class is in which part of it."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.academics.models import (
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
    Subject,
)
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import SEND, write
from school.people.models import Card
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)

HEAD: Row = ("Класс", "Предмет", "Группа", "ФИО ученика")
GLEB, INNA = "Белов Глеб Юрьевич", "Белова Инна Юрьевна"


@pytest.fixture
def parted(school: Office) -> Office:
    """4«А» with two students and two groups of English."""
    students = [school.make(name, Card.Kind.STUDENT) for name in (GLEB, INNA)]
    with school.behind():
        fourth = SchoolClass.objects.get(grade=4)
        english = Subject.objects.create(name="Английский язык")
        for student in students:
            Enrolment.objects.create(
                school_id=school.school,
                student=student,
                school_class=fourth,
                since_date=date(2026, 9, 1),
            )
        for name in ("1", "2"):
            StudyGroup.objects.create(
                school_id=school.school,
                school_class=fourth,
                subject=english,
                year=2026,
                name=name,
                whole_class=False,
            )
    return school


def send(by: Client, *rows: Row, head: Row = HEAD) -> str:
    file = SimpleUploadedFile("Группы.xlsx", xlsx(head, *rows))
    answer = by.post(SEND, {"table": file})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def places(school: Office) -> set[Any]:
    with school.behind():
        found = Membership.objects.filter(until_date=None, group__whole_class=False)
        return set(found.values_list("student__first_name", "group__name"))


BOTH: tuple[Row, ...] = (
    ("4А", "Английский язык", "1", GLEB),
    ("", "", "2", INNA),
)


def test_students_are_put_into_groups_and_again_changes_nothing(parted: Office) -> None:
    head = parted.head()
    address = send(head, *BOTH)
    assert "Запишем в группы 2 учеников." in words(head.get(address))
    write(head, address)
    assert places(parted) == {("Глеб", "1"), ("Инна", "2")}
    assert "Без изменений 2" in words(head.get(send(head, *BOTH)))
    otherwise = send(head, ("4А", "Английский язык", "1-я группа", GLEB))
    assert "Без изменений 1" in words(head.get(otherwise))


def test_whoever_goes_over_leaves_the_other_part_and_comes_back(parted: Office) -> None:
    head = parted.head()
    write(head, send(head, *BOTH))
    address = send(head, ("4А", "Английский язык", "2", GLEB))
    page = words(head.get(address))
    assert "Переведём в другую группу 1 ученика." in page
    assert "Сейчас в группе «1»." in page
    write(head, address)
    assert places(parted) == {("Глеб", "2"), ("Инна", "2")}
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}back/", {"seen": seen}).status_code == 303
    assert places(parted) == {("Глеб", "1"), ("Инна", "2")}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("4А", "Английский язык", "3", GLEB), "Такой группы в классе нет"),
        (("4А", "Английский язык", "", GLEB), "Группа не указана"),
        (("4А", "Алхимия", "1", GLEB), "Предмета «Алхимия»"),
        (("5А", "Английский язык", "1", GLEB), "В этом классе такого ученика нет"),
        (("4А", "Английский язык", "1", "Белов"), "одно слово"),
    ],
)
def test_what_cannot_be_is_said(parted: Office, row: Row, sentence: str) -> None:
    head = parted.head()
    assert sentence in words(head.get(send(head, row)))


def test_nobody_is_in_two_parts_of_one_subject(parted: Office) -> None:
    head = parted.head()
    rows: tuple[Row, ...] = (BOTH[0], ("4А", "Английский язык", "2", GLEB))
    assert "записан в другую группу того же предмета" in words(
        head.get(send(head, *rows))
    )


def test_namesakes_are_told_apart_by_their_birth_dates(parted: Office) -> None:
    born = date(2016, 3, 4)
    twin = parted.make(GLEB, Card.Kind.STUDENT, birth_date=born)
    with parted.behind():
        Enrolment.objects.create(
            school_id=parted.school,
            student=twin,
            school_class=SchoolClass.objects.get(grade=4),
            since_date=date(2026, 9, 1),
        )
    head = parted.head()
    assert "Таких учеников в классе несколько" in words(head.get(send(head, BOTH[0])))
    address = send(head, (*BOTH[0], "04.03.2016"), head=(*HEAD, "Дата рождения"))
    write(head, address)
    with parted.behind():
        assert Membership.objects.get(until_date=None, group__name="1").student == twin
