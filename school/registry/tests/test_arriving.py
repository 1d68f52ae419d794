"""New cards: a parent, a student, an employee; nobody is made twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from school.academics.models import Enrolment
from school.access.gathering import seal
from school.access.tests import rows
from school.audit.models import AuditLine
from school.lib.keys import to_text
from school.people import snils
from school.people.documents import snils_of
from school.people.models import Card, Employee, Kinship
from school.regions.models import School
from school.registry.tests.conftest import HEADS_SNILS, Office, words

pytestmark = pytest.mark.django_db

FREE = snils.complete(900_000_778)
FATHER = {
    "last_name": "Иванов",
    "first_name": "Илья",
    "patronymic": "Олегович",
    "birth_date": "1987-05-06",
    "snils": snils.shown(FREE),
    "phone": "8 900 765-43-21",
    "kind": "father",
}


def add(office: Office, student: int = 0, by: Any = None, **changed: str) -> Any:
    """Send «Добавить родителя»."""
    key = office.key(student or office.rows.child)
    address = f"/registry/cards/{key}/guardian/"
    return (by or office.teacher()).post(address, FATHER | changed)


def fathers(office: Office) -> list[Card]:
    with office.behind():
        return list(Card.objects.filter(last_name="Иванов"))


def test_a_class_teacher_adds_a_parent_who_is_registered_and_linked(
    office: Office,
) -> None:
    teacher = office.teacher()
    key = office.key(office.rows.child)
    assert teacher.get(f"/registry/cards/{key}/guardian/").status_code == 200
    answer = add(office, by=teacher)
    assert answer.status_code == 303
    (made,) = fathers(office)
    assert (made.kind, made.registered, made.user) == ("guardian", True, "active")
    assert made.phone == "+7 900 765-43-21"
    assert snils_of(made, seal()) == FREE
    with office.behind():
        link = Kinship.objects.get(guardian=made)
        assert (link.student_id, link.kind) == (office.rows.child, "father")
        line = AuditLine.objects.get(action="add_card")
    assert f"card:{made.pk}" in line.thing
    assert "Иванов Илья Олегович" in words(teacher.get(answer["Location"]))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": ""}, "Выберите, кем он приходится"),
        ({"kind": "guardian"}, "Впишите документ"),
        ({"document": "я" * 201}, "помещается 200"),
        ({"last_name": ""}, "Впишите фамилию"),
        ({"snils": "112-233-445 96"}, "Последние две цифры не сходятся"),
        ({"snils": snils.shown(rows.CHILD)}, "Этот СНИЛС уже стоит"),
        ({"last_name": "Cидоров"}, "латинские буквы"),
        ({"phone": "нет"}, "В телефоне только цифры"),
    ],
)
def test_what_is_wrong_is_told_and_stays_typed(
    office: Office, changed: dict[str, str], told: str
) -> None:
    answer = add(office, **changed)
    assert answer.status_code == 422
    page = words(answer)
    assert told in page
    assert 'value="Илья"' in page
    assert fathers(office) == []


def test_whoever_is_there_already_is_shown_first_and_linked(office: Office) -> None:
    known = office.make("Иванов Илья Олегович", snils_digest=_digest(FREE))
    shown = add(office)
    assert shown.status_code == 422
    assert "уже записан" in words(shown)
    linked = add(office, link=to_text(known.key))
    assert linked.status_code == 303
    assert fathers(office) == [known]
    with office.behind():
        assert Kinship.objects.get(guardian=known).student_id == office.rows.child
    again = add(office, link=to_text(known.key))
    assert again.status_code == 422
    assert "уже связаны" in words(again)


def _digest(number: str) -> str:
    return seal().digest("snils", number)


def test_a_namesake_is_another_person_when_that_is_said(office: Office) -> None:
    office.make("Иванов Илья Олегович", birth_date=date(1987, 5, 6))
    assert "уже записан" in words(add(office))
    assert add(office, another="1").status_code == 303
    assert len(fathers(office)) == 2


def test_only_who_keeps_the_student_adds_his_parent(
    office: Office, another_office: Callable[[], Office]
) -> None:
    other = office.make("Яшин Олег", Card.Kind.STUDENT)
    office.another_class(other)
    assert add(office, other.pk).status_code == 404
    assert add(office, by=office.colleague()).status_code == 404
    assert add(office, by=another_office().head()).status_code == 404
    assert add(office, office.rows.mother).status_code == 404
    assert add(office, other.pk, by=office.head()).status_code == 303


def test_no_card_and_no_link_is_made_past_a_court(office: Office) -> None:
    with office.behind():
        Kinship.objects.update(restricted=True)
    mother = office.card(office.rows.mother)
    same = {
        "last_name": "Иванова",
        "first_name": "Анна",
        "patronymic": "Ильинична",
        "birth_date": "1988-03-14",
        "kind": "mother",
    }
    linked = add(office, **same, link=to_text(mother.key))
    assert "ограничил суд" in words(linked)
    made = add(office, **same, another="1")
    assert made.status_code == 422
    assert "ограничил суд" in words(made)
    with office.behind():
        assert Kinship.objects.count() == 1
        Kinship.objects.update(until_date=rows.SEPTEMBER)
    assert "ограничил суд" in words(add(office, **same, link=to_text(mother.key)))


def test_an_administrator_adds_a_student_to_a_class(office: Office) -> None:
    head = office.head()
    page = words(head.get("/registry/students/new/"))
    key = page.partition("5«Б»")[0].rpartition('value="')[2].partition('"')[0]
    sent = {
        "last_name": "Новиков",
        "first_name": "Егор",
        "birth_date": "2015-02-03",
        "certificate": "II-ИК 123456",
    }
    unplaced = head.post("/registry/students/new/", sent)
    assert unplaced.status_code == 422
    assert "Выберите класс" in words(unplaced)
    answer = head.post("/registry/students/new/", sent | {"class": key})
    assert answer.status_code == 303
    assert "5«Б»" in words(head.get(answer["Location"]))
    with office.behind():
        made = Card.objects.get(last_name="Новиков")
        assert Enrolment.objects.filter(student=made).count() == 1


def test_an_administrator_takes_somebody_on_and_his_card_is_one(office: Office) -> None:
    head = office.head()
    sent = {
        "last_name": "Ким",
        "first_name": "Лев",
        "birth_date": "1990-02-03",
        "position": "учитель химии",
        "snils": FREE,
    }
    for _ in range(2):
        answer = head.post("/registry/employees/new/", sent)
        assert answer.status_code == 303
    assert "учитель химии" in words(head.get(answer["Location"]))
    with office.behind():
        made = Card.objects.get(last_name="Ким")
        assert Employee.objects.filter(card=made).count() == 1
        line = AuditLine.objects.filter(action="add_card").first()
    assert line is not None
    assert line.school_id == School.objects.get(pk=office.school).pk
    for wrong, told in (
        ({"position": ""}, "Впишите должность"),
        ({"snils": ""}, "Без СНИЛС"),
        ({"snils": HEADS_SNILS, "sure": "1"}, "Этот СНИЛС уже стоит"),
    ):
        refused = head.post("/registry/employees/new/", sent | wrong)
        assert refused.status_code == 422
        assert told in words(refused)


def test_nobody_but_an_administrator_adds_students_and_employees(
    office: Office,
) -> None:
    for browser in (office.teacher(), office.colleague()):
        for place in ("students", "employees"):
            assert browser.get(f"/registry/{place}/new/").status_code == 404
            assert browser.post(f"/registry/{place}/new/", {}).status_code == 404
