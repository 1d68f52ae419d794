"""Who writes a consent on paper down: the class teacher, and the administrator."""

import pytest
from django.core.exceptions import PermissionDenied

from school.academics.models import ClassTeacher, Enrolment
from school.access import papering
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_papering import (
    TEACHER,
    TODAY,
    kept,
    led,
    paper,
    session_of,
    write_down,
    writing,
)
from school.people.models import Card, Employee
from school.rights.granting import grant
from school.rights.visitor import Role, Visitor
from school.walls.actor import job_of
from school.walls.behind import behind


@pytest.fixture
def school(db: None) -> rows.Rows:
    return led(rows.make_school(rows.make_region()))


def refused(school: rows.Rows, by: Visitor, card: Card) -> None:
    with pytest.raises(PermissionDenied):
        papering.write_down(by, card, paper())
    with pytest.raises(PermissionDenied):
        papering.withdraw(by, card, by.today)


def test_a_class_teacher_writes_for_his_class_and_its_parents_alone(
    school: rows.Rows,
) -> None:
    assert write_down(school, paper(), card=school.mother) is None
    assert [one[0] for one in kept(school)] == ["own"]
    with writing(school) as (by, card_of):
        refused(school, by, card_of(school.teacher))
    with behind(job_of(school.school, name="test")):
        Enrolment.objects.update(until_date=TODAY)
    with writing(school) as (by, card_of):
        refused(school, by, card_of(school.child))
        refused(school, by, card_of(school.mother))


def test_an_administrator_writes_for_every_card_of_his_school(
    school: rows.Rows,
) -> None:
    with behind(job_of(school.school, name="test")):
        ClassTeacher.objects.update(until_date=TODAY)
        grant(Card.objects.get(pk=school.teacher), Role.ADMINISTRATOR, on=TODAY)
    for card in (school.child, school.mother, school.teacher):
        assert write_down(school, paper(), card=card) is None
    assert [one[0] for one in kept(school)] == ["parent", "own", "own"]


def test_strangers_parents_and_the_unled_are_refused(school: rows.Rows) -> None:
    other = led(rows.make_school(school.region, "Вторая"))
    with behind(job_of(school.school, name="test")):
        card = Card.objects.get(pk=school.child)
        ClassTeacher.objects.update(until_date=TODAY)
    with behind(job_of(other.school, name="test")):
        grant(Card.objects.get(pk=other.teacher), Role.ADMINISTRATOR, on=TODAY)
    with writing(other) as (stranger, _):
        refused(school, stranger, card)
    with writing(school) as (former_leader, _):
        refused(school, former_leader, card)
    with writing(school, school.mother, MOTHER) as (mother, _):
        refused(school, mother, card)
    assert kept(school) == []


def test_a_former_employee_is_nobody(school: rows.Rows) -> None:
    token = session_of(school, school.teacher, TEACHER)
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=TODAY)
    with at_the_door(token) as found:
        assert found is not None
        assert found.visitor is None
