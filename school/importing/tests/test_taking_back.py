"""A written list is taken back within a day: the school is as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from school.academics.models import Enrolment, Membership, SchoolClass
from school.academics.years import year_of
from school.access.tests.test_papering import TODAY
from school.importing.models import Upload
from school.importing.tests.lists import GLEB, INNA, MOTHER, family, page_of, write
from school.lib import clock
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words
from school.rights.models import Look

pytestmark = pytest.mark.django_db(transaction=True)


def back(by: Client, address: str) -> Any:
    page = words(by.get(f"{address}back/"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return by.post(f"{address}back/", {"seen": seen})


def rows(school: Office) -> list[Any]:
    """All that lists write, to the letter."""
    with school.behind():
        return [
            list(model._default_manager.order_by("pk").values())
            for model in (Card, Kinship, Enrolment, Membership)
        ]


def test_the_school_is_to_the_letter_as_it_was(school: Office) -> None:
    head = school.head()
    known = school.make(
        "Белов Глеб Юрьевич", Card.Kind.STUDENT, birth_date=date(2015, 5, 20)
    )
    with school.behind():
        first = SchoolClass.objects.create(
            school_id=school.school, year=year_of(TODAY), grade=3, letter="А"
        )
        Enrolment.objects.create(
            school_id=school.school,
            student=known,
            school_class=first,
            since_date=date(2026, 9, 1),
        )
    before = rows(school)
    address = page_of(head, (*GLEB[:3], "11223344595", *MOTHER), INNA)
    write(head, address)
    assert rows(school) != before
    page = words(head.get(address))
    assert "Отменить загрузку" in page
    assert "Уберём 2 новые карточки, 2 связи; вернём прежнее в 2 записях" in words(
        head.get(f"{address}back/")
    )
    assert back(head, address).status_code == 303
    assert rows(school) == before
    assert "Загрузка отменена" in words(head.get(address))
    assert head.get(f"{address}back/").status_code == 404


def test_whom_others_have_come_to_know_stays_with_his_family(school: Office) -> None:
    head = school.head()
    stranger = ("Орлов Пётр Ильич", "03.04.2015", "4А", "", *[""] * 4)
    address = page_of(head, GLEB, stranger)
    write(head, address)
    with school.behind():
        Card.objects.filter(first_name="Глеб").update(phone="+7 900 000-00-01")
    page = words(head.get(f"{address}back/"))
    assert "Карточек останется: 2." in page
    assert "Белов Глеб Юрьевич" in page
    back(head, address)
    students, guardians, links = family(school)
    assert (len(students), len(guardians), len(links)) == (1, 1, 1)
    with school.behind():
        assert not Card.objects.filter(last_name="Орлов").exists()


def test_a_look_at_a_card_is_no_use_of_it(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    write(head, address)
    with school.behind():
        for card in Card.objects.filter(last_name="Белов"):
            Look.objects.create(
                school_id=school.school, card=card, role="head", on_date=TODAY
            )
    back(head, address)
    assert family(school) == ([], [], [])


def test_what_is_no_longer_so_takes_nothing_back(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    write(head, address)
    page = words(head.get(f"{address}back/"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    with school.behind():
        Card.objects.filter(first_name="Глеб").update(phone="+7 900 000-00-01")
    answer = head.post(f"{address}back/", {"seen": seen})
    assert answer.status_code == 409
    assert "что-то изменилось" in words(answer)
    assert len(family(school)[0]) == 1


def test_after_a_day_it_is_too_late_and_said(school: Office) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    write(head, address)
    with school.behind():
        Upload.objects.update(ended_at=clock.now() - timedelta(days=1))
    assert "Отменить загрузку" not in words(head.get(address))
    answer = head.post(f"{address}back/", {"seen": ""})
    assert answer.status_code == 409
    assert "в течение суток" in words(answer)
    assert len(family(school)[0]) == 1


def test_nobody_else_takes_it_back(
    school: Office, another_office: Callable[[], Office]
) -> None:
    head = school.head()
    address = page_of(head, GLEB)
    assert head.get(f"{address}back/").status_code == 404
    write(head, address)
    for stranger in (school.teacher(), another_office().head()):
        assert stranger.get(f"{address}back/").status_code == 404
        assert stranger.post(f"{address}back/", {"seen": ""}).status_code == 404
    assert len(family(school)[0]) == 1
