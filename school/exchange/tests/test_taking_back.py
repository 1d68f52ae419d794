"""A written package is taken back within a day; what is needed since stays."""

from datetime import timedelta

import pytest
from django.db.models import Model
from django.test import Client

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
    Subject,
    TeachingLoad,
)
from school.exchange.tests import foreign
from school.exchange.tests.test_pages import sent, write
from school.importing.models import Upload
from school.lib import clock
from school.people.models import Card, Employee, Kinship
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)


_TABLES: tuple[type[Model], ...] = (
    *(Card, Employee, Kinship, SchoolClass, ClassTeacher, Enrolment),
    *(StudyGroup, Membership, TeachingLoad),
)


def told(office: Office) -> list[object]:
    """All that a package writes of people and places."""
    with office.behind():
        return [list(one._default_manager.order_by("pk").values()) for one in _TABLES]


def loaded(by: Client) -> str:
    Subject.objects.get_or_create(name="Математика")
    address = sent(by, foreign.files())
    assert write(by, address, from_another="1").status_code == 303
    return address


def taken_back(by: Client, address: str) -> str:
    page = words(by.get(f"{address}back/"))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    answer = by.post(f"{address}back/", {"seen": seen})
    assert (answer.status_code, answer["Location"]) == (303, address), words(answer)
    return page


def test_the_school_is_as_it_was(office: Office) -> None:
    head = office.head()
    office.make("Белова Мария Львовна", birth_date="1985-01-02", email="old@x.test")
    before = told(office)
    address = loaded(head)
    assert told(office) != before
    assert f'href="{address}back/"' in words(head.get(address))
    page = taken_back(head, address)
    assert "уберём 2 новые карточки" in page.lower()
    assert "вернём прежнее в 1 записи" in page
    assert "Учебный год и его периоды останутся" in page
    assert "Карточек останется" not in page
    assert told(office) == before
    page = words(head.get(address))
    assert ("Загрузка отменена" in page, f"{address}back/" in page) == (True, False)
    assert head.get(f"{address}back/").status_code == 404
    # And it may come in again.
    loaded(head)


def test_who_has_been_changed_since_stays_and_is_named(office: Office) -> None:
    head = office.head()
    address = loaded(head)
    with office.behind():
        Card.objects.filter(last_name="Белова").update(phone="+79001234567")
    page = taken_back(head, address)
    assert "Белова Мария Львовна" in page
    assert "Чижова" not in page
    with office.behind():
        left = Card.objects.filter(last_name__in=("Белов", "Белова", "Чижова"))
        assert {one.last_name for one in left} == {"Белов", "Белова"}


def test_a_package_that_is_not_written_or_is_old_stays(office: Office) -> None:
    head = office.head()
    waiting = sent(head, foreign.files())
    assert head.get(f"{waiting}back/").status_code == 404
    address = loaded(head)
    key = address.rstrip("/").rpartition("/")[2]
    assert head.get(f"/importing/{key}/back/").status_code == 404
    assert office.teacher().get(f"{address}back/").status_code == 404
    with office.behind():
        Upload.objects.filter(state=Upload.State.WRITTEN).update(
            ended_at=clock.now() - timedelta(days=1)
        )
    late = head.post(f"{address}back/", {"seen": ""})
    assert (late.status_code, "в течение суток" in words(late)) == (409, True)
    assert f"{address}back/" not in words(head.get(address))
