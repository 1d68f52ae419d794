"""A school without classes gets those that its lists name; back again they go."""

from collections.abc import Iterable

import pytest

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
)
from school.importing.opening import is_unknown
from school.importing.tests import test_employees as employees
from school.importing.tests.lists import GLEB, INNA, family, page_of, write
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bare(office: Office) -> Office:
    """With people and no class."""
    with office.behind():
        for model in (ClassTeacher, Membership, Enrolment, StudyGroup, SchoolClass):
            model.objects.all().delete()
    return office


def classes(school: Office) -> Iterable[str]:
    with school.behind():
        found = SchoolClass.objects.values_list("grade", "letter")
        return sorted(f"{grade}{letter}" for grade, letter in found)


def test_a_class_nobody_knows_is_a_slip_only_where_there_are_classes() -> None:
    assert is_unknown("5Ж", {"5А", "5Б"})
    assert not is_unknown("5А", {"5А", "5Б"})
    assert not is_unknown("5Ж", set())


def test_students_open_their_classes(bare: Office) -> None:
    head = bare.head()
    address = page_of(head, GLEB, INNA, ("Жук Нил", "1.2.2019", "1 А", *[""] * 5))
    assert "Классов в школе ещё нет: откроем 2 класса." in words(head.get(address))
    write(head, address)
    assert classes(bare) == ["1А", "4А"]
    assert "Открыто классов: 2." in words(head.get(address))
    assert len(family(bare)[0]) == 2
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}back/", {"seen": seen}).status_code == 303
    assert classes(bare) == []


def test_whoever_leads_a_class_opens_it(bare: Office) -> None:
    head = bare.head()
    address = employees.send(head, employees.NINA)
    page = words(head.get(address))
    assert "Классный руководитель 4А с сегодняшнего дня." in page
    assert "Классов в школе ещё нет: откроем 1 класс." in page
    write(head, address)
    assert "Открыто классов: 1." in words(head.get(address))
    assert employees.leaders(bare) == ["Нина"]
    late = page_of(head, ("Жук Нил", "1.2.2019", "1 А", *[""] * 5))
    page = words(head.get(late))
    assert "Класса 1А в школе нет." in page
    assert "сначала загрузите нагрузку: она его откроет." in page


def test_a_school_without_classes_is_led_to_its_lists(bare: Office) -> None:
    head = bare.head()
    for address in ("/desk/", "/papers/", "/support/consents/"):
        answer = head.get(address)
        assert answer.status_code == 200
        main = words(answer).partition("<main")[2]
        assert "Классов в школе ещё нет" in main
        assert 'href="/importing/"' in main
