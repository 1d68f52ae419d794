"""«Нужен ваш ответ»: the person types it by number, and it is the school's move."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from school.access.tests import rows
from school.support.models import TicketReply
from school.support.replying import LONGEST
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


@pytest.fixture
def asked(school: rows.Rows, refuse: Refuse) -> tuple[Refused, Client]:
    """A message to which the school wants to know the class; its administrator."""
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    browser = staff(school)
    sent = {"state": "asked", "sentence": "class"}
    assert browser.post(address(the_ticket(school)), sent).status_code == 303
    return who, browser


def replies(school: rows.Rows) -> list[str]:
    with job(school):
        return list(TicketReply.objects.values_list("text", flat=True))


def test_the_answer_is_typed_by_number_and_read_by_the_school(
    school: rows.Rows, asked: tuple[Refused, Client]
) -> None:
    who, browser = asked
    assert the_ticket(school).due_date is None
    anybody = Client()
    page = words(anybody.get(who.status))
    assert "Напишите здесь, в каком классе учится ребёнок." in page
    assert "Ваш ответ" in page
    sent = anybody.post(who.status, {"text": "Он в 5 «В»,\r\nне в 5 «Б»"})
    assert (sent.status_code, unquote(sent["Location"])) == (303, who.status)
    page = words(anybody.get(who.status))
    assert 'data-state="received"' in page
    assert "не в 5" not in page
    assert "Ваш ответ" not in page
    assert replies(school) == ["Он в 5 «В»,\nне в 5 «Б»"]
    page = words(browser.get(address(the_ticket(school))))
    assert "Он в 5 «В»,\nне в 5 «Б»" in page
    assert "Отправитель</b> Человек ответил на вопрос." in page
    assert the_ticket(school).due_date is not None


@pytest.mark.parametrize("text", ["", "  \n ", "я" * (LONGEST + 1)])
def test_what_cannot_be_taken_comes_back_with_a_sentence(
    school: rows.Rows, asked: tuple[Refused, Client], text: str
) -> None:
    who, _ = asked
    answered = Client().post(who.status, {"text": text})
    assert answered.status_code == 422
    assert "field__error" in words(answered)
    assert text.strip() in words(answered)
    assert replies(school) == []


def test_sent_twice_or_unasked_it_changes_nothing(
    school: rows.Rows, asked: tuple[Refused, Client]
) -> None:
    who, browser = asked
    for _ in range(2):
        assert Client().post(who.status, {"text": "В 5 «В»"}).status_code == 303
    assert replies(school) == ["В 5 «В»"]
    sent = {"state": "asked", "sentence": "again"}
    browser.post(address(the_ticket(school)), sent)
    assert "Ваш ответ" not in words(Client().get(who.status))
    Client().post(who.status, {"text": "Почему?"})
    assert replies(school) == ["В 5 «В»"]


def test_whoever_writes_too_often_keeps_what_he_typed(
    school: rows.Rows, asked: tuple[Refused, Client]
) -> None:
    who, _ = asked
    for _ in range(20):
        answered = Client().post(who.status, {"text": ""})
    assert answered.status_code == 429
    answered = Client().post(who.status, {"text": "Он в 5 «В»"})
    assert answered.status_code == 429
    assert "Он в 5 «В»" in words(answered)
    assert replies(school) == []


def test_an_unknown_number_takes_no_answer(school: rows.Rows) -> None:
    answered = Client().post("/support/x/", {"text": "В 5 «В»"})
    assert answered.status_code == 404
    assert "Проверьте номер" in words(answered)
