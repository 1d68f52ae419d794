"""A message goes up and down: by hand, by the clock, past whoever is not there."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.academics.models import Holiday
from school.access.tests import rows
from school.lib import clock
from school.people.models import Employee
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.rising import raise_what_is_due
from school.support.tests.conftest import Refused, filled
from school.support.tests.test_messages import (
    address,
    administers,
    job,
    leads,
    staff,
    the_ticket,
    words,
)

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]
WEDNESDAY = datetime(2026, 11, 18, 7, tzinfo=UTC)


def stand_at(moment: datetime) -> None:
    clock.use(clock.Clock(start=moment - clock.Clock().now()))


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    stand_at(WEDNESDAY)
    yield
    clock.use(clock.Clock())


def days_later(days: int) -> None:
    stand_at(WEDNESDAY + timedelta(days=days))


def held(school: rows.Rows) -> str:
    return the_ticket(school).held_by


def history(school: rows.Rows) -> list[tuple[str, str, str]]:
    with job(school):
        found = TicketStep.objects.order_by("at", "id")
        return list(found.values_list("what", "role", "to"))


@pytest.fixture
def sent(school: rows.Rows, refuse: Refuse) -> Refused:
    """A message of 5«Б», which the school's teacher leads."""
    leads(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    return who


def test_by_the_clock_it_rises_to_the_administrator_and_then_to_support(
    school: rows.Rows, sent: Refused
) -> None:
    assert held(school) == "class_teacher"
    days_later(1)  # Thursday is the last day of the term
    assert raise_what_is_due() == 0
    days_later(2)
    assert (raise_what_is_due(), held(school)) == (1, "administrator")
    assert (raise_what_is_due(), held(school)) == (0, "administrator")
    days_later(7)  # Wednesday, the last of three working days
    assert raise_what_is_due() == 0
    days_later(8)
    assert (raise_what_is_due(), held(school)) == (1, "support")
    assert (raise_what_is_due(), held(school)) == (0, "support")
    assert history(school) == [
        ("rose", "clock", "administrator"),
        ("rose", "clock", "support"),
    ]


def test_a_region_has_terms_of_its_own(school: rows.Rows, sent: Refused) -> None:
    with pytest.raises(CommandError, match="от 1 до 30"):
        call_command("ticket_terms", class_teacher_days=0)
    call_command("ticket_terms", administrator_days=1)
    call_command("ticket_terms", region="r", class_teacher_days=2)
    with job(school):
        Ticket.objects.update(due_date=None)  # as a program before this one left it
    assert raise_what_is_due() == 0
    days_later(2)
    assert raise_what_is_due() == 0
    days_later(5)
    assert (raise_what_is_due(), held(school)) == (1, "administrator")
    days_later(6)
    assert raise_what_is_due() == 0
    days_later(7)
    assert (raise_what_is_due(), held(school)) == (1, "support")


def test_what_is_answered_does_not_rise(school: rows.Rows, sent: Refused) -> None:
    staff(school).post(address(the_ticket(school)), {"state": "fixed"})
    days_later(30)
    assert raise_what_is_due() == 0
    assert the_ticket(school).due_date is None


def test_taken_to_work_it_keeps_its_term(school: rows.Rows, sent: Refused) -> None:
    before = the_ticket(school).due_date
    days_later(1)
    staff(school).post(address(the_ticket(school)), {"state": "working"})
    assert the_ticket(school).due_date == before


def test_in_holidays_it_comes_to_the_administrator(
    school: rows.Rows, refuse: Refuse
) -> None:
    leads(school)
    rest(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    assert held(school) == "administrator"


def test_a_class_without_a_teacher_is_the_administrators(
    school: rows.Rows, refuse: Refuse
) -> None:
    leads(school, until_date=WEDNESDAY.date())
    who = refuse()
    who.browser.post(who.form, filled(school))
    assert held(school) == "administrator"


def test_who_leaves_the_school_leaves_his_messages_to_the_administrator(
    school: rows.Rows, sent: Refused
) -> None:
    with job(school):
        Employee.objects.update(until_date=WEDNESDAY.date())
    assert (raise_what_is_due(), held(school)) == (1, "administrator")


def test_the_class_teacher_hands_it_up_once(school: rows.Rows, sent: Refused) -> None:
    browser, its = staff(school), address(the_ticket(school))
    assert "Передать" in words(browser.get(its))
    for _ in range(2):
        assert browser.post(its, {"to": "administrator"}).status_code == 303
    assert held(school) == "administrator"
    assert history(school) == [("handed", "class_teacher", "administrator")]
    page = words(browser.get(its))
    assert "Классный руководитель Иванова Е. И." in page
    assert "Передано администратору." in page
    refused = browser.post(its, {"to": "support"})
    assert refused.status_code == 422
    assert "оно уже у другого" in words(refused)
    assert held(school) == "administrator"


def test_the_administrator_hands_it_up_takes_it_back_and_hands_it_down(
    school: rows.Rows, sent: Refused
) -> None:
    administers(school)
    browser, its = staff(school), address(the_ticket(school))
    for to in ("support", "administrator", "class_teacher"):
        assert browser.post(its, {"to": to}).status_code == 303
        assert held(school) == to
        with job(school):
            assert RaisedTicket.objects.get().with_support is (to == "support")
            seen = TicketStep.objects.values_list("with_support", flat=True)
            assert set(seen) == {to == "support"}


def test_it_is_not_handed_down_to_nobody(school: rows.Rows, sent: Refused) -> None:
    administers(school)
    browser, its = staff(school), address(the_ticket(school))
    browser.post(its, {"to": "administrator"})
    rest(school)
    refused = browser.post(its, {"to": "class_teacher"})
    assert refused.status_code == 422
    assert "идут каникулы" in words(refused)
    assert held(school) == "administrator"


def test_what_support_has_comes_back_with_an_answer_of_the_school(
    school: rows.Rows, sent: Refused
) -> None:
    administers(school)
    browser, its = staff(school), address(the_ticket(school))
    browser.post(its, {"to": "support"})
    browser.post(its, {"state": "working"})
    assert held(school) == "support"
    browser.post(its, {"state": "fixed"})
    assert held(school) == "administrator"
    with job(school):
        assert not RaisedTicket.objects.get().with_support


def test_the_list_has_what_waits_for_me_what_is_late_and_all(
    school: rows.Rows, sent: Refused
) -> None:
    browser = staff(school)

    def listed(show: str) -> bool:
        page = words(browser.get(f"/support/messages/?show={show}"))
        return sent.reference in page

    assert [listed(show) for show in ("mine", "overdue", "all")] == [True, False, True]
    with job(school):
        Ticket.objects.update(due_date=WEDNESDAY.date() - timedelta(days=1))
    assert listed("overdue")
    assert "Срок вышел 17 ноября" in words(browser.get("/support/messages/"))
    raise_what_is_due()
    shown = [listed(show) for show in ("mine", "overdue", "all", "x")]
    assert shown == [False, False, True, False]
    assert "У администратора" in words(browser.get("/support/messages/?show=all"))


def test_the_pages_ask_little(school: rows.Rows, sent: Refused) -> None:
    administers(school)
    browser, its = staff(school), address(the_ticket(school))
    browser.post(its, {"state": "working"})
    for place, most in (("/support/messages/?show=all", 9), (its, 12)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(place).status_code == 200
        said = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
        assert len(said) <= most, said


def rest(school: rows.Rows) -> None:
    """A week of holidays from Wednesday on."""
    with job(school):
        Holiday.objects.create(
            school_id=school.school,
            year=2026,
            name="Каникулы",
            since_date=WEDNESDAY.date(),
            until_date=WEDNESDAY.date() + timedelta(days=7),
        )
