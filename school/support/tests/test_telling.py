"""Whoever wrote and left an e-mail gets a letter about each answer, no other."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from school.access.tests import rows
from school.audit.models import AuditLine
from school.mail.models import Letter
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import PostOffice, kept
from school.mail.tests.conftest import office as office_of_letters
from school.support.answering import settle
from school.support.models import RaisedTicket, Ticket, TicketStep
from school.support.steps import CLOCK
from school.support.tests.conftest import Refused, filled
from school.support.tests.test_messages import (
    address,
    administers,
    job,
    staff,
    the_ticket,
    words,
)

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]
office = office_of_letters
MAIL = "ivanova@example.test"
TRAILS = (AuditLine, TicketStep, RaisedTicket)


@pytest.fixture
def wrote(school: rows.Rows, refuse: Refuse) -> tuple[Refused, Client]:
    """Somebody who left an e-mail among other words; the school's administrator."""
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school, contact=f"8 900 000-00-00, {MAIL}"))
    return who, staff(school)


def answers(school: rows.Rows, browser: Client, state: str, sentence: str = "") -> None:
    sent = {"state": state, "sentence": sentence}
    assert browser.post(address(the_ticket(school)), sent).status_code == 303


def told(school: rows.Rows) -> list[str]:
    """What became of the letters, by the history of the message."""
    with job(school):
        steps = TicketStep.objects.filter(what=TicketStep.What.TOLD).order_by("id")
        return [one.to for one in steps]


def test_each_answer_is_a_letter_and_the_history_says_so(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    who, browser = wrote
    answers(school, browser, "working")
    assert send_what_waits() == 0
    answers(school, browser, "asked", "class")
    answers(school, browser, "asked", "class")
    send_what_waits()
    answers(school, browser, "fixed", "card")
    send_what_waits()
    assert [(one["To"], one["Subject"]) for one in office.letters] == [
        (MAIL, "Школе нужен ваш ответ"),
        (MAIL, "Можно войти ещё раз"),
    ]
    assert told(school) == ["sent", "sent"]
    page = words(browser.get(address(the_ticket(school))))
    assert page.count("Письмо о том, что есть ответ, отправлено.") == 2
    assert "о каждом ответе ему уйдёт письмо" in page
    body = office.letters[1].get_body(("plain",))
    assert body is not None
    link = next(one for one in body.get_content().split() if one.startswith("http"))
    assert unquote(link).endswith(who.status)
    assert Client().get(link.partition("8000")[2]).status_code == 200


def test_a_letter_says_nothing_of_anybody(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    _, browser = wrote
    answers(school, browser, "fixed", "linked")
    send_what_waits()
    (came,) = office.letters
    said = came.as_string() + str(came.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    for secret in ("Иванов", "Пётр", "5 Б", "8 900", "Сменили", "Школа записала связь"):
        assert secret not in said


def test_an_address_that_is_none_is_told_the_school(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    _, browser = wrote
    office.says[MAIL] = "550 5.1.1 No such user"
    answers(school, browser, "fixed")
    send_what_waits()
    assert told(school) == ["refused"]
    page = words(browser.get(address(the_ticket(school))))
    assert "Письмо не дошло: почтовый сервер такого адреса не принял." in page


def test_without_a_mail_server_the_page_says_that_nothing_goes(
    school: rows.Rows, wrote: tuple[Refused, Client]
) -> None:
    _, browser = wrote
    before = words(browser.get(address(the_ticket(school))))
    assert "почтовый сервер у программы не настроен: письма не уйдут" in before
    answers(school, browser, "fixed")
    assert told(school) == ["unsent"]
    after = words(browser.get(address(the_ticket(school))))
    assert "Письмо записано, но не ушло" in after


@pytest.mark.parametrize("contact", ["8 900 000-00-00", "", "собака@", "a@b"])
def test_without_an_address_nothing_is_written(
    school: rows.Rows, refuse: Refuse, office: PostOffice, contact: str
) -> None:
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school, contact=contact))
    browser = staff(school)
    answers(school, browser, "fixed")
    assert kept(school) == []
    assert "письм" not in words(browser.get(address(the_ticket(school))))


def test_what_the_person_answers_himself_is_no_news_to_him(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    who, browser = wrote
    answers(school, browser, "asked", "class")
    Client().post(who.status, {"text": "В пятом"})
    assert [one.subject for one in kept(school)] == ["Школе нужен ваш ответ"]


def test_the_address_stands_in_no_trail(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    _, browser = wrote
    answers(school, browser, "fixed", "card")
    send_what_waits()
    with job(school):
        lines = [str(one) for model in TRAILS for one in model.objects.values()]
    assert len(lines) > 2
    assert MAIL not in " ".join(lines)


def test_an_answer_that_is_undone_leaves_no_letter(
    school: rows.Rows, wrote: tuple[Refused, Client], office: PostOffice
) -> None:
    def answer_and_fall() -> None:
        with job(school):
            ticket = Ticket.objects.get()
            day = ticket.sent_at.date()
            settle(ticket, Ticket.State.FIXED, "", CLOCK, at=ticket.sent_at, today=day)
            assert Letter.objects.count() == 1
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        answer_and_fall()
    assert kept(school) == []
