"""``/mail/``: a newcomer reads what was written; production has no such page."""

import html
from typing import Any

import pytest
from django.test import Client

from school.access.tests import rows
from school.mail.tests.conftest import PostOffice, write
from school.mail.tests.conftest import office as office_of_letters

pytestmark = pytest.mark.django_db
office = office_of_letters


def page() -> str:
    answer = Client().get("/mail/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def test_a_newcomer_reads_what_was_written_and_that_it_goes_nowhere() -> None:
    school = rows.make_school(rows.make_region())
    assert "Писем ещё нет" in page()
    write(school, "ivanova@example.test")
    read = page()
    assert "Школа ответила" in read
    assert "Кому: ivanova@example.test" in read
    assert 'href="https://school.example.test/x/"' in read
    assert "Записано, не отправлено" in read
    assert "Почтовый сервер не настроен." in read


def test_with_a_server_it_says_what_became_of_each(office: PostOffice) -> None:
    school = rows.make_school(rows.make_region())
    write(school)
    read = page()
    assert 'data-state="waiting"' in read
    assert "не настроен" not in read


def test_in_production_there_is_no_such_page(settings: Any) -> None:
    rows.make_region()
    settings.MODE = "production"
    assert Client().get("/mail/").status_code == 404
