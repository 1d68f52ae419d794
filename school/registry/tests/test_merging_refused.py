"""Who merges cards, and whose."""

from collections.abc import Callable
from datetime import date

import pytest

from school.access.tests.test_papering import TODAY
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words
from school.registry.tests.test_merging import link, merge, place, twin

pytestmark = pytest.mark.django_db


def test_nobody_but_an_administrator_of_the_school_merges(
    office: Office, another_office: Callable[[], Office]
) -> None:
    mother, other = office.rows.mother, twin(office).pk
    link(office, other, office.rows.child, since_date=TODAY)
    strangers = (office.teacher(), office.colleague(), another_office().head())
    for person in strangers:
        assert person.get(place(office, mother, other)).status_code == 404
        assert person.post(place(office, mother, other)).status_code == 404
        assert person.post(place(office, mother, other, "undo/")).status_code == 404
    with office.behind():
        Employee.objects.filter(card=office.head_card).update(until_date=TODAY)
    assert office.head().post(place(office, mother, other)).status_code in {302, 303}
    assert office.card(other).merged is False


def test_other_people_are_not_merged(office: Office) -> None:
    head, mother = office.head(), office.rows.mother
    stranger = office.make("Чужова Вера").pk
    teacher = office.make(
        "Иванова Анна Ильинична", Card.Kind.EMPLOYEE, birth_date=date(1988, 3, 14)
    ).pk
    for other in (stranger, teacher, mother):
        assert head.get(place(office, mother, other)).status_code == 404


def test_nobody_merges_himself(office: Office) -> None:
    head = office.card(office.head_card)
    name = f"{head.last_name} {head.first_name} {head.patronymic}".strip()
    other = office.make(name, Card.Kind.EMPLOYEE, birth_date=head.birth_date).pk
    answer = merge(office, other, head.pk)
    assert answer.status_code == 422
    assert "другой администратор" in words(answer)
