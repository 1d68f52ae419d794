"""A school with a mother, her child in 5«Б», its class teacher and an administrator."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from school.academics.models import ClassTeacher, Enrolment, SchoolClass
from school.academics.years import year_of
from school.access.tests import rows
from school.access.tests.test_papering import TEACHER, TODAY, led, session_of
from school.lib.keys import to_text
from school.people import snils
from school.people.models import Card, Employee
from school.regions.models import School
from school.rights.granting import grant
from school.rights.visitor import Role
from school.walls.actor import job_of
from school.walls.behind import behind

HEAD = replace(TEACHER, oid=4100, first_name="Тамара")
HEADS_SNILS = snils.complete(900_000_110)


@dataclass
class Office:
    """A school, and the browsers of those who keep its cards."""

    rows: rows.Rows
    head_card: int

    @property
    def school(self) -> int:
        return self.rows.school

    def behind(self) -> Any:
        """Behind its walls as a job."""
        return behind(job_of(self.school, name="test"))

    def teacher(self) -> Client:
        return browser(session_of(self.rows, self.rows.teacher, TEACHER))

    def head(self) -> Client:
        return browser(session_of(self.rows, self.head_card, HEAD))

    def card(self, pk: int) -> Card:
        with self.behind():
            return Card.objects.get(pk=pk)

    def key(self, pk: int) -> str:
        return to_text(self.card(pk).key)

    def make(self, name: str, kind: str = Card.Kind.GUARDIAN, **values: Any) -> Card:
        """One more card: «Фамилия Имя Отчество»."""
        last, first, *rest = name.split()
        born = {"birth_date": date(1990, 1, 2), **values}
        with self.behind():
            made: Card = Card.objects.create(
                school_id=self.school,
                kind=kind,
                last_name=last,
                first_name=first,
                patronymic=" ".join(rest),
                **born,
            )
        return made

    def another_class(self, student: Card) -> SchoolClass:
        """4«А», which nobody of ours leads, with this student."""
        with self.behind():
            made = SchoolClass.objects.create(
                school_id=self.school, year=year_of(TODAY), grade=4, letter="А"
            )
            Enrolment.objects.create(
                school_id=self.school,
                student=student,
                school_class=made,
                since_date=rows.SEPTEMBER,
            )
        return made

    def colleague(self) -> Client:
        """A teacher who leads no class."""
        card = self.make("Ларин Глеб", Card.Kind.EMPLOYEE)
        with self.behind():
            Employee.objects.create(
                school_id=self.school,
                card=card,
                name="Ларин Г.",
                position="учитель",
                since_date=rows.SEPTEMBER,
            )
        who = replace(TEACHER, oid=4200, last_name="Ларин", first_name="Глеб")
        return browser(session_of(self.rows, card.pk, who))

    def leave_class(self) -> None:
        """The teacher leads no class any more."""
        with self.behind():
            ClassTeacher.objects.update(until_date=TODAY)


def browser(token: str) -> Client:
    made = Client()
    made.cookies[settings.SESSION_COOKIE] = token
    return made


def words(answer: Any) -> str:
    """A page as it is read, with plain spaces."""
    return str(answer.content.decode()).replace("\xa0", " ")


@pytest.fixture
def office(db: None) -> Office:
    return _office("Школа")


@pytest.fixture
def another_office(office: Office) -> Callable[[], Office]:
    """One more school of the region, with people of the same names."""
    return lambda: _office("Вторая", region=office.rows.region)


def _office(name: str, region: Any = None) -> Office:
    made = led(rows.make_school(region or rows.make_region(), name))
    school = School.objects.get(pk=made.school)
    with behind(job_of(made.school, name="test")):
        head = rows.card(
            school, Card.Kind.EMPLOYEE, HEADS_SNILS, "Тамара", date(1976, 1, 17)
        )
        Employee.objects.create(
            school=school,
            card_id=head,
            name="Громова Т. Л.",
            position="администратор",
            since_date=rows.SEPTEMBER,
        )
        grant(Card.objects.get(pk=head), Role.ADMINISTRATOR, on=rows.SEPTEMBER)
    return Office(made, head)
