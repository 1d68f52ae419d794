"""A list of employees: cards, positions and classes to lead."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.academics.models import ClassTeacher
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import SEND, write
from school.lib.keys import to_text
from school.people import snils
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words
from school.rights.granting import grant
from school.rights.models import Grant
from school.rights.visitor import Role

pytestmark = pytest.mark.django_db(transaction=True)

HEAD: Row = ("ФИО", "Дата рождения", "СНИЛС", "Должность", "Классный руководитель")
NINA: Row = (
    *("Лужина Нина Олеговна", "03.04.1980", snils.shown(snils.complete(900000311))),
    *("Учитель математики", "4 «А»"),
)


def send(by: Client, *rows: Row, content: bytes | None = None) -> str:
    file = SimpleUploadedFile("Сотрудники.xlsx", content or xlsx(HEAD, *rows))
    answer = by.post(SEND, {"table": file})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def people(school: Office) -> list[Any]:
    with school.behind():
        found = Employee.objects.filter(card__last_name__startswith="Лужин")
        return list(
            found.order_by("card__first_name").values_list(
                "card__first_name", "position", "name", "until_date"
            )
        )


def leaders(school: Office) -> list[str]:
    with school.behind():
        found = ClassTeacher.objects.filter(school_class__grade=4, until_date=None)
        return list(found.values_list("teacher__first_name", flat=True))


def test_a_list_makes_cards_work_and_a_class_to_lead(school: Office) -> None:
    head = school.head()
    address = send(head, NINA)
    page = words(head.get(address))
    assert "Добавим 1 сотрудника." in page
    assert "Классный руководитель 4А с сегодняшнего дня." in page
    assert write(head, address).status_code == 303
    assert people(school) == [
        ("Нина", "Учитель математики", "Лужина\xa0Н.\xa0О.", None)
    ]
    assert leaders(school) == ["Нина"]
    assert "Новых сотрудников: 1" in words(head.get(address))
    assert "Без изменений 1" in words(head.get(send(head, NINA)))


def test_another_position_and_another_class_teacher_change_and_go_back(
    school: Office,
) -> None:
    head = school.head()
    write(head, send(head, NINA))
    ivan: Row = ("Лужин Иван Олегович", date(1981, 3, 4), "", "Учитель", "4А")
    address = send(head, (*NINA[:3], "Завуч", ""), ivan)
    page = words(head.get(f"{address}?show=change"))
    assert "должность Учитель математики → Завуч" in page
    page = words(head.get(f"{address}?show=create"))
    assert (
        "Классный руководитель 4А с сегодняшнего дня. Сейчас это Лужина Н. О." in page
    )
    write(head, address)
    assert [one[1] for one in people(school)] == ["Учитель", "Завуч"]
    assert leaders(school) == ["Иван"]
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}back/", {"seen": seen}).status_code == 303
    assert [one[1] for one in people(school)] == ["Учитель математики"]
    assert leaders(school) == ["Нина"]


def test_two_rows_of_one_employee_are_one_with_both_positions(school: Office) -> None:
    head = school.head()
    write(head, send(head, NINA, (*NINA[:3], "Психолог", "")))
    assert [one[1] for one in people(school)] == ["Учитель математики, Психолог"]


def test_faults_are_named_and_mended(school: Office) -> None:
    head = school.head()
    address = send(head, (*NINA[:3], "", "класс"), (*NINA[:3], "Завуч", "9Ж"))
    page = words(head.get(address))
    for sentence in ("Должность не указана", "«класс» — не класс"):
        assert sentence in page
    assert "Класса 9Ж в школе нет" in page
    head.post(
        f"{address}mend/", {"cell.1.row.position": "Учитель", "cell.1.row.leads": ""}
    )
    head.post(f"{address}mend/", {"cell.2.row.leads": "4А"})
    write(head, address)
    assert people(school)[0][1] == "Учитель, Завуч"


def test_one_class_has_one_teacher(school: Office) -> None:
    head = school.head()
    other: Row = ("Лужин Иван Олегович", date(1981, 3, 4), "", "Учитель", "4А")
    page = words(head.get(send(head, NINA, other)))
    assert "Класс 4А в строке 2 отдан другому" in page


def test_a_former_employee_works_again(school: Office) -> None:
    head = school.head()
    write(head, send(head, NINA))
    with school.behind():
        Employee.objects.filter(name__startswith="Лужина").update(
            since_date=date(2025, 9, 1), until_date=date(2026, 1, 1)
        )
    address = send(head, NINA)
    assert "должность пусто → Учитель математики" in words(head.get(address))
    write(head, address)
    assert [one[3] for one in people(school)].count(None) == 1
    with school.behind():
        assert Card.objects.filter(last_name="Лужина").count() == 1


def test_a_role_in_a_list_waits_for_somebody_who_proves_who_he_is(
    school: Office,
) -> None:
    head = school.head()
    with school.behind():
        before = Grant.objects.count()
    ivan: Row = ("Лужин Иван Олегович", date(1981, 3, 4), "", "Учитель", "", "Учитель")
    head_with_roles = (*HEAD, "Роль")
    content = xlsx(head_with_roles, (*NINA, "Администратор школы"), ivan)
    address = send(head, content=content)
    page = words(head.get(address))
    assert "Назван администратором. Эту роль даёте вы сами, после загрузки." in page
    assert "Роль «Учитель» список не даёт: права учителя" in page
    write(head, address)
    with school.behind():
        assert Grant.objects.count() == before
        nina = Card.objects.get(first_name="Нина")
    page = words(head.get(address))
    there = f"/staff/?card={to_text(nina.key)}"
    assert f'href="{there}"' in page
    assert f'value="{to_text(nina.key)}" selected' in words(head.get(there))
    with school.behind():
        grant(nina, Role.ADMINISTRATOR, on=date(2026, 11, 18))
    assert "этой роли ещё не имеет" not in words(head.get(address))
