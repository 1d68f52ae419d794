"""The school reads and answers: the class teacher his class, the administrator all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from school.academics.models import ClassTeacher, SchoolClass
from school.academics.years import year_of
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_recognising import sign_in
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Employee
from school.rights.granting import grant
from school.rights.visitor import Role
from school.support.answering import answer
from school.support.models import SharedIdentity, Ticket
from school.support.status import status_of
from school.support.sweeping import AFTER_ANSWER, UNANSWERED, sweep
from school.support.tests.conftest import Refused, filled
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]


def staff(school: rows.Rows) -> Client:
    """The school's one teacher, signed in."""
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE] = sign_in(school, school.teacher)
    return browser


def job(school: rows.Rows) -> AbstractContextManager[object]:
    return behind(job_of(school.school, name="test"))


def administers(school: rows.Rows) -> None:
    today = clock.now().date()
    with job(school):
        grant(Card.objects.get(pk=school.teacher), Role.ADMINISTRATOR, on=today)


def leads(school: rows.Rows, letter: str = "Б", **dates: object) -> None:
    today = clock.now().date()
    with job(school):
        led = SchoolClass.objects.create(
            school_id=school.school, year=year_of(today), grade=5, letter=letter
        )
        values = {"since_date": rows.SEPTEMBER, **dates}
        ClassTeacher.objects.create(
            school_id=school.school,
            school_class=led,
            teacher_id=school.teacher,
            **values,
        )


def the_ticket(school: rows.Rows) -> Ticket:
    with job(school):
        return Ticket.objects.get()


def words(answer: object) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")  # type: ignore[attr-defined]


def address(ticket: Ticket) -> str:
    return f"/support/messages/{to_text(ticket.key)}/"


def test_the_class_teacher_reads_what_happened_and_what_was_shared(
    school: rows.Rows, refuse: Refuse
) -> None:
    leads(school)
    who = refuse()
    who.browser.post(who.form, filled(school, share="1"))
    browser = staff(school)
    listed = words(browser.get("/support/messages/"))
    page = words(browser.get(address(the_ticket(school))))
    for said in (who.reference, "Иванов Пётр Ильич", "Родитель"):
        assert said in listed
        assert said in page
    assert "5 Б — это 5«Б»" in page
    assert "Иванова Анна Ильинична" not in listed
    assert "90000010185" not in page


def test_a_message_of_no_class_is_the_administrators(
    school: rows.Rows, refuse: Refuse
) -> None:
    who = refuse()
    who.browser.post(who.form, filled(school, class_typed="9Я"))
    leads(school)
    browser = staff(school)
    assert who.reference not in words(browser.get("/support/messages/"))
    assert (
        browser.post(address(the_ticket(school)), {"state": "fixed"}).status_code == 404
    )
    administers(school)
    assert who.reference in words(browser.get("/support/messages/"))
    page = words(browser.get(address(the_ticket(school))))
    assert "9Я — такого в школе нет" in page
    assert "У администратора" in page


def test_who_leads_no_class_today_has_no_list_and_no_link(school: rows.Rows) -> None:
    browser = staff(school)
    assert browser.get("/support/messages/").status_code == 404
    assert "/support/messages/" not in words(browser.get("/journal/"))
    leads(school, until_date=clock.now().date())
    assert browser.get("/support/messages/").status_code == 404
    leads(school, letter="В")
    assert browser.get("/support/messages/").status_code == 200
    assert "/support/messages/" in words(browser.get("/journal/"))


def test_staff_see_what_they_are_and_where_on_every_page(school: rows.Rows) -> None:
    administers(school)
    leads(school)
    browser = staff(school)
    for place in ("/journal/", "/support/messages/", "/support/consents/"):
        role = '<p class="top__role">Учитель — Школа</p>'
        assert role in words(browser.get(place))


def test_another_schools_administrator_sees_and_answers_nothing(
    school: rows.Rows, refuse: Refuse
) -> None:
    other = rows.make_school(school.region, "Вторая")
    who = refuse()
    who.browser.post(who.form, filled(school))
    administers(other)
    browser = staff(other)
    assert who.reference not in words(browser.get("/support/messages/?show=all"))
    its = address(the_ticket(school))
    assert browser.get(its).status_code == 404
    assert browser.post(its, {"state": "fixed"}).status_code == 404
    assert the_ticket(school).state == "received"


def test_a_former_employee_is_out_at_once(school: rows.Rows, refuse: Refuse) -> None:
    who = refuse()
    who.browser.post(who.form, filled(school))
    administers(school)
    browser = staff(school)
    assert browser.get("/support/messages/").status_code == 200
    with job(school):
        Employee.objects.update(until_date=clock.now().date())
    for answered in (
        browser.get("/support/messages/"),
        browser.get(address(the_ticket(school))),
        browser.post(address(the_ticket(school)), {"state": "fixed"}),
    ):
        assert answered["Location"] == "/access/closed/"
    assert the_ticket(school).state == "received"


def test_the_buttons_move_the_state_and_the_person_reads_it(
    school: rows.Rows, refuse: Refuse
) -> None:
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    browser, ticket = staff(school), the_ticket(school)
    for sent, said in (
        ({"state": "working"}, "В работе у школы"),
        ({"state": "asked", "sentence": "call"}, "Позвоните классному руководителю"),
        ({"state": "fixed", "sentence": "card"}, "Школа исправила карточку"),
        ({"state": "fixed"}, "Исправлено, попробуйте войти"),
    ):
        assert browser.post(address(ticket), sent).status_code == 303
        page = words(Client().get(who.status))
        assert said in page
        assert f'data-state="{sent["state"]}"' in page
        for secret in ("Иванов", "Ева", "5 Б", "8 900", "Сменили"):
            assert secret not in page
    assert status_of(who.reference).sentence == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"state": "received"},
        {"state": "x"},
        {"state": "asked"},
        {"state": "asked", "sentence": "card"},
        {"state": "fixed", "sentence": "call"},
        {"to": "x"},
        {"to": "class_teacher"},
    ],
)
def test_an_answer_that_is_none_is_refused_in_words(
    school: rows.Rows, refuse: Refuse, sent: dict[str, str]
) -> None:
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    answered = staff(school).post(address(the_ticket(school)), sent)
    assert answered.status_code == 422
    assert "Не сделано." in words(answered)
    assert the_ticket(school).state == "received"


def test_a_replayed_answer_changes_nothing(school: rows.Rows, refuse: Refuse) -> None:
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    browser, ticket = staff(school), the_ticket(school)
    browser.post(address(ticket), {"state": "working"})
    before = the_ticket(school)
    browser.post(address(ticket), {"state": "working"})
    assert the_ticket(school).changed_at == before.changed_at


def test_the_deed_itself_asks_for_the_right(school: rows.Rows, refuse: Refuse) -> None:
    who = refuse()
    who.browser.post(who.form, filled(school))
    leads(school)
    token = sign_in(school, school.teacher)
    with at_the_door(token, request="x") as found:
        assert found is not None
        assert found.visitor is not None
        ticket = Ticket.objects.get()
        with pytest.raises(PermissionDenied):
            answer(
                by=found.visitor,
                ticket=ticket,
                state=Ticket.State.FIXED,
                sentence="",
                at=clock.now(),
            )


@pytest.mark.parametrize("number", ["ЭШ-2611-234678", "x", "%2e%2e", "ЭШ-9999-АААААА"])
def test_an_unknown_number_and_one_never_sent_read_the_same(
    school: rows.Rows, refuse: Refuse, number: str
) -> None:
    never = refuse()
    for asked in (f"/support/{number}/", never.status):
        answered = Client().get(asked)
        assert answered.status_code == 404
        assert "Проверьте номер" in words(answered)
        assert answered["Cache-Control"] == "no-store"


def test_lookups_are_counted_and_a_hit_costs_as_much_as_a_miss(
    school: rows.Rows, refuse: Refuse
) -> None:
    who = refuse()
    who.browser.post(who.form, filled(school))
    for _ in range(10):
        assert Client().get("/support/x/", REMOTE_ADDR="203.0.113.9").status_code == 404
    slowed = Client().get(who.status, REMOTE_ADDR="203.0.113.9")
    assert slowed.status_code == 429
    assert "Номер не потерян" in words(slowed)
    assert Client().get(who.status, REMOTE_ADDR="203.0.113.8").status_code == 200


def test_what_was_shared_goes_a_month_after_the_answer(
    school: rows.Rows, refuse: Refuse
) -> None:
    administers(school)
    answered, waiting = refuse(), refuse()
    for who in (answered, waiting):
        who.browser.post(who.form, filled(school, share="1"))
    with job(school):
        ticket = Ticket.objects.get(reference=answered.reference)
    staff(school).post(address(ticket), {"state": "fixed"})
    now = clock.now()
    second = timedelta(seconds=60)
    assert sweep(now + AFTER_ANSWER - second) == 0
    assert sweep(now + AFTER_ANSWER + second) == 1
    assert sweep(now + AFTER_ANSWER + second) == 0
    with job(school):
        (left,) = SharedIdentity.objects.all()
        assert left.ticket_id != ticket.pk
    assert sweep(now + UNANSWERED + second) == 1
