"""A list of loads: classes, groups and who teaches them."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.academics.models import (
    Enrolment,
    Membership,
    SchoolClass,
    Subject,
    TeachingLoad,
)
from school.audit.models import AuditLine
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import SEND, write
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)

HEAD: Row = ("Класс", "Предмет", "Группа", "Часов в неделю", "Учитель")


@pytest.fixture
def staffed(school: Office) -> Office:
    """With two teachers and a subject more."""
    for name in ("Лужина Нина Олеговна", "Лужин Иван Олегович"):
        card = school.make(name, Card.Kind.EMPLOYEE)
        with school.behind():
            Employee.objects.create(
                school_id=school.school,
                card=card,
                name=name,
                position="учитель",
                since_date=date(2026, 9, 1),
            )
    with school.behind():
        Subject.objects.create(name="Английский язык")
    return school


def send(by: Client, *rows: Row) -> str:
    file = SimpleUploadedFile("Нагрузка.xlsx", xlsx(HEAD, *rows))
    answer = by.post(SEND, {"table": file})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def loads(school: Office) -> set[Any]:
    with school.behind():
        found = TeachingLoad.objects.filter(
            until_date=None, teacher__last_name__startswith="Лужин"
        ).select_related("group__school_class", "group__subject", "teacher")
        return {
            (
                f"{one.group.school_class.grade}{one.group.school_class.letter}",
                one.group.subject.name,
                one.group.name,
                one.teacher.first_name,
            )
            for one in found
        }


def test_a_load_opens_classes_and_groups_and_repeating_changes_nothing(
    staffed: Office,
) -> None:
    head = staffed.head()
    rows: tuple[Row, ...] = (
        ("4А", "Математика", "", 5, "Лужина Нина Олеговна"),
        ("", "английский язык", "1", 2, "Лужина Н.О."),
        ("", "Английский язык", "2", 2, "Лужин И. О."),
        ("10Б", "Математика", "весь класс", 5, ""),
    )
    address = send(head, *rows)
    page = words(head.get(address))
    assert "Добавим 1 класс, 3 группы, 4 нагрузки." in page
    assert write(head, address).status_code == 303
    assert loads(staffed) == {
        ("4А", "Математика", "", "Нина"),
        ("4А", "Английский язык", "1", "Нина"),
        ("4А", "Английский язык", "2", "Иван"),
        ("10Б", "Математика", "", "Иван"),
    }
    assert "Без изменений 4" in words(head.get(send(head, *rows)))


def test_everybody_of_the_class_is_in_its_new_group(staffed: Office) -> None:
    head = staffed.head()
    pupil = staffed.make("Белов Глеб Юрьевич", Card.Kind.STUDENT)
    with staffed.behind():
        Enrolment.objects.create(
            school_id=staffed.school,
            student=pupil,
            school_class=SchoolClass.objects.get(grade=4),
            since_date=date(2026, 9, 1),
        )
    write(head, send(head, ("4А", "Английский язык", "", 2, "Лужин Иван Олегович")))
    with staffed.behind():
        assert Membership.objects.filter(student=pupil).count() == 1


def test_another_teacher_takes_the_group_over_and_it_goes_back(staffed: Office) -> None:
    head = staffed.head()
    write(head, send(head, ("4А", "Математика", "", 5, "Лужина Н. О.")))
    address = send(head, ("4А", "Математика", "", 5, "Лужин И. О."))
    assert "ведёт Лужин И. О. Сейчас ведёт Лужина Н. О." in words(head.get(address))
    write(head, address)
    assert {one[3] for one in loads(staffed)} == {"Иван"}
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    head.post(f"{address}back/", {"seen": seen})
    assert {one[3] for one in loads(staffed)} == {"Нина"}


def test_two_teachers_of_one_group_both_stay(staffed: Office) -> None:
    head = staffed.head()
    write(head, send(head, ("4А", "Математика", "", 5, "Лужина Н. О.")))
    both = [
        ("4А", "Математика", "", 5, f"{name} О.") for name in ("Лужина Н.", "Лужин И.")
    ]
    write(head, send(head, *both))
    assert {one[3] for one in loads(staffed)} == {"Нина", "Иван"}


def test_whom_and_what_the_school_does_not_know_is_a_fault(staffed: Office) -> None:
    head = staffed.head()
    page = words(
        head.get(send(head, ("4А", "Матиматика", "", 5, "Неизвестный Пётр Ильич")))
    )
    assert "Может быть, «Математика»?" in page
    assert "Сотрудника «Неизвестный Пётр Ильич» в школе нет" in page


def test_namesakes_are_asked_for_by_their_whole_names(staffed: Office) -> None:
    card = staffed.make("Лужина Нелли Осиповна", Card.Kind.EMPLOYEE)
    with staffed.behind():
        Employee.objects.create(
            school_id=staffed.school,
            card=card,
            name="Лужина Н. О.",
            position="учитель",
            since_date=date(2026, 9, 1),
        )
    head = staffed.head()
    address = send(head, ("4А", "Математика", "", 5, "Лужина Н. О."))
    assert "несколько. Впишите ФИО целиком" in words(head.get(address))
    head.post(f"{address}mend/", {"cell.1.row.teacher": "Лужина Нелли Осиповна"})
    write(head, address)
    assert {one[3] for one in loads(staffed)} == {"Нелли"}


def test_a_subject_of_the_states_programmes_comes_by_itself(staffed: Office) -> None:
    head = staffed.head()
    address = send(head, ("4А", "Физ-ра", "", "", "Лужина Н. О."))
    page = words(head.get(address))
    assert "Новый предмет в справочнике: «Физическая культура»." in page
    assert "Добавим 1 предмет, 1 группу, 1 нагрузку." in page
    write(head, address)
    assert "Новых предметов в справочнике: 1." in words(head.get(address))
    with staffed.behind():
        line = AuditLine.objects.filter(action="import").latest("pk")
        assert "subjects:1" in line.thing
    assert {one[1] for one in loads(staffed)} == {"Физическая культура"}
    assert "Без изменений 1" in words(
        head.get(send(head, ("4А", "Физическая  культура", "", "", "Лужина Н. О.")))
    )


def test_any_other_subject_comes_when_somebody_says_so(staffed: Office) -> None:
    head = staffed.head()
    clubs = [("4А", name, "", "", "Лужина Н. О.") for name in ("Шахматы", "шахматы")]
    address = send(head, *clubs, ("4А", "Матиматика", "", "", "Лужина Н. О."))
    page = words(head.get(address))
    assert "Предмета «Шахматы» в справочнике нет" in page
    assert "Это новый предмет: завести «Шахматы»" in page
    head.post(f"{address}mend/", {"who.subject.Шахматы": "new"})
    page = words(head.get(address))
    assert "С ошибками 1" in page
    assert "Может быть, «Математика»?" in page
    write(head, address)
    assert {one[1] for one in loads(staffed)} == {"Шахматы"}
    with staffed.behind():
        assert Subject.objects.get(name="Шахматы").graded
    address = send(head, ("4А", "Разговоры о важном", "", "", "Лужин И. О."))
    write(head, address)
    with staffed.behind():
        assert not Subject.objects.get(name="Разговоры о важном").graded


def test_no_nonsense_becomes_a_subject(staffed: Office) -> None:
    head = staffed.head()
    address = send(head, ("4А", "№ 5", "", "", "Лужина Н. О."))
    assert "Это новый предмет" not in words(head.get(address))
    for name in ("№ 5", "я" * 120, "а\u202eб"):
        head.post(f"{address}mend/", {f"who.subject.{name}": "new"})
        assert "в справочнике нет" in words(head.get(address))


def test_a_group_is_the_one_of_nearly_this_name(staffed: Office) -> None:
    head = staffed.head()
    write(head, send(head, ("4А", "Английский язык", "1-я группа", "", "Лужина Н. О.")))
    again = send(head, ("4А", "Англ. яз.", "1", "", "Лужина Н. О."))
    assert "Без изменений 1" in words(head.get(again))
    another = send(head, ("4А", "Англ. яз.", "2", "", "Лужина Н. О."))
    assert "Новые 1" in words(head.get(another))
