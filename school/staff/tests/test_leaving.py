"""Who leaves the school is out at his next request, and his role does not come back."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from school.access.tests import rows
from school.audit.models import AuditLine
from school.lib import clock
from school.people.models import Card, Employee
from school.registry.tests.conftest import Office, words
from school.rights.granting import grant
from school.rights.models import Grant
from school.rights.visitor import Role
from school.staff.leaving import HIMSELF, NO_DAY, NOBODY_LEFT

pytestmark = pytest.mark.django_db


def today() -> date:
    """The region's day."""
    return clock.today(ZoneInfo("Europe/Moscow"))


def place(office: Office, card: int) -> str:
    return f"/staff/{office.key(card)}/leaving/"


def leave(office: Office, by: Client, card: int, on: date | str) -> str:
    answer = by.post(place(office, card), {"on": str(on)})
    return words(answer) if answer.status_code != 303 else "done"


def administrates(office: Office, card: int) -> None:
    with office.behind():
        grant(Card.objects.get(pk=card), Role.ADMINISTRATOR, on=today())


def test_who_left_is_out_at_the_next_request_and_it_is_written_down(
    office: Office,
) -> None:
    teacher = office.teacher()
    assert teacher.get("/journal/").status_code == 200
    assert leave(office, office.head(), office.rows.teacher, today()) == "done"
    assert teacher.get("/journal/")["Location"] == "/access/closed/"
    with office.behind():
        line = AuditLine.objects.get(action="end_work")
    assert f"card:{office.rows.teacher} {today().isoformat()}" in line.thing


def test_till_the_day_that_was_named_he_works_on(office: Office) -> None:
    teacher, on = office.teacher(), today() + timedelta(days=3)
    assert leave(office, office.head(), office.rows.teacher, on) == "done"
    assert teacher.get("/journal/").status_code == 200
    with office.behind():
        assert Employee.objects.get(card=office.rows.teacher).until_date == on


def test_his_role_ends_with_him_and_does_not_come_back_with_him(
    office: Office,
) -> None:
    administrates(office, office.rows.teacher)
    leave(office, office.head(), office.rows.teacher, today())
    with office.behind():
        assert Grant.objects.get(card=office.rows.teacher).until_date == today()
        Employee.objects.create(
            school_id=office.school,
            card_id=office.rows.teacher,
            name="Иванова Е. И.",
            position="учитель",
            since_date=today(),
        )
    teacher = office.teacher()
    assert teacher.get("/journal/").status_code == 200
    assert teacher.get("/staff/").status_code == 404


def test_a_role_that_was_over_keeps_the_days_that_it_had(office: Office) -> None:
    ended = today() - timedelta(days=10)
    with office.behind():
        card = Card.objects.get(pk=office.rows.teacher)
        grant(card, Role.ADMINISTRATOR, on=rows.SEPTEMBER)
        Grant.objects.filter(card=card).update(until_date=ended)
    left = ended - timedelta(days=10)
    assert leave(office, office.head(), office.rows.teacher, left) == "done"
    with office.behind():
        assert Grant.objects.get(card=office.rows.teacher).until_date == ended


def test_nobody_puts_off_his_own_last_day(office: Office) -> None:
    administrates(office, office.rows.teacher)
    soon, later = today() + timedelta(days=1), today() + timedelta(days=300)
    assert leave(office, office.head(), office.rows.teacher, soon) == "done"
    himself = office.teacher()
    assert HIMSELF in leave(office, himself, office.rows.teacher, later)
    assert leave(office, himself, office.rows.teacher, soon) == "done"
    with office.behind():
        assert Employee.objects.get(card=office.rows.teacher).until_date == soon
    assert leave(office, office.head(), office.rows.teacher, later) == "done"


def test_the_last_administrator_does_not_leave_the_school_alone(
    office: Office,
) -> None:
    assert NOBODY_LEFT in leave(office, office.head(), office.head_card, today())
    administrates(office, office.rows.teacher)
    head = office.head()
    answer = head.post(place(office, office.head_card), {"on": str(today())})
    assert answer["Location"] == "/"
    assert head.get("/staff/")["Location"] == "/access/closed/"


@pytest.mark.parametrize("on", ["", "2000-01-01", "2999-01-01", "завтра"])
def test_a_day_that_cannot_be_is_told_in_words(office: Office, on: str) -> None:
    assert NO_DAY in leave(office, office.head(), office.rows.teacher, on)
    with office.behind():
        assert Employee.objects.get(card=office.rows.teacher).until_date is None


def test_who_does_not_work_here_has_nothing_to_leave(
    office: Office, another_office: Callable[[], Office]
) -> None:
    head = office.head()
    left = office.make("Белова Нина", Card.Kind.EMPLOYEE)
    other = another_office()
    for where in (
        place(office, left.pk),
        place(office, office.rows.mother),
        place(other, other.rows.teacher),
    ):
        assert head.get(where).status_code == 404
        assert head.post(where, {"on": str(today())}).status_code == 404
    with other.behind():
        assert not Employee.objects.exclude(until_date=None).exists()


def test_nobody_else_writes_it_down(office: Office) -> None:
    where = place(office, office.rows.teacher)
    for browser in (office.teacher(), office.colleague()):
        assert browser.get(where).status_code == 404
        assert browser.post(where, {"on": str(today())}).status_code == 404


def test_the_card_leads_there_while_he_works(office: Office) -> None:
    head, key = office.head(), office.key(office.rows.teacher)
    link = f'href="/staff/{key}/leaving/"'
    assert link in words(head.get(f"/registry/cards/{key}/"))
    assert "Больше не работает" in words(head.get(place(office, office.rows.teacher)))
    leave(office, head, office.rows.teacher, today())
    assert link not in words(head.get(f"/registry/cards/{key}/"))
