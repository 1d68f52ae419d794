"""A class that learns, and lists of its week."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.academics.models import (
    Bell,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
    TeachingLoad,
    TimetableSlot,
)
from school.importing.tests.books import Row, xlsx
from school.importing.tests.lists import SEND
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words

HEAD: Row = ("Класс", "День недели", "№ урока", "Предмет", "Группа", "Учитель", "Каб.")
MATHS: Row = ("4А", "понедельник", 1, "Математика", "", "Лужина Н. О.", "12")
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def learning(school: Office) -> Office:
    """With bells, a year, and a teacher whose load is the mathematics of 4«А»."""
    card = school.make("Лужина Нина Олеговна", Card.Kind.EMPLOYEE)
    of_school = {"school_id": school.school}
    with school.behind():
        Employee.objects.create(
            **of_school,
            card=card,
            name="Лужина Н. О.",
            position="учитель",
            since_date=SEPTEMBER,
        )
        SchoolYear.objects.get_or_create(
            **of_school,
            year=2026,
            defaults={"since_date": SEPTEMBER, "until_date": date(2027, 6, 1)},
        )
        for number in (1, 2, 3):
            Bell.objects.get_or_create(
                **of_school,
                shift=1,
                number=number,
                defaults={"starts": time(7 + number), "ends": time(7 + number, 45)},
            )
        fourth = SchoolClass.objects.get(grade=4)
        english = Subject.objects.create(name="Английский язык")
        groups = [StudyGroup.objects.get(school_class=fourth)]
        groups += [
            StudyGroup.objects.create(
                **of_school,
                school_class=fourth,
                subject=english,
                year=2026,
                name=name,
                whole_class=False,
            )
            for name in ("1", "2")
        ]
        for group in groups:
            TeachingLoad.objects.create(
                **of_school, teacher=card, group=group, since_date=SEPTEMBER
            )
    return school


def send(by: Client, *rows: Row) -> str:
    file = SimpleUploadedFile("Расписание.xlsx", xlsx(HEAD, *rows))
    answer = by.post(SEND, {"table": file})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def slots(school: Office) -> list[Any]:
    with school.behind():
        found = TimetableSlot.objects.filter(
            group__school_class__grade=4, until_date=None
        )
        columns = ("weekday", "number", "group__subject__name", "group__name", "room")
        return list(found.order_by(*columns).values_list(*columns))
