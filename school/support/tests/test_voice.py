"""The voice on the phone: a number in, what the caller reads out; no names."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.html import escape

from school.access.messages import DIARY_NOT_FOUND
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_operator_page import operator
from school.regions.models import Region
from school.support.tests.conftest import Refused, filled
from school.support.tests.test_messages import administers, leads, staff, words

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]
PAGE = "/support/voice/"


def heard(browser: Client, number: str) -> str:
    answered = browser.get(PAGE, {"number": number})
    assert answered.status_code == 200, answered.status_code
    return words(answered)


def test_a_secretary_reads_what_the_caller_reads_and_no_name(
    school: rows.Rows, refuse: Refuse
) -> None:
    administers(school)
    who = refuse()
    browser = staff(school)
    page = heard(browser, who.reference.lower().replace("-", " "))
    assert "Прочитайте вслух" in page
    assert "нажмите «Сообщить о проблеме»" in page
    assert "попросите распечатку" in page
    assert 'class="ladder"' in page
    who.browser.post(who.form, filled(school, share="1"))
    page = heard(browser, who.reference)
    assert "Ваше сообщение: получено." in page
    for secret in ("Иванов", "Пётр", "8 900", "Сменили", "14.03.1988", "101 85"):
        assert secret not in page


def test_the_truth_of_a_card_is_not_read_aloud(
    school: rows.Rows, refuse: Refuse
) -> None:
    administers(school)
    typo = refuse(replace(MOTHER, patronymic="Ильична"))
    page = heard(staff(school), typo.reference)
    assert escape(DIARY_NOT_FOUND.lines[0]) in page
    assert "одной буквой" not in page


def test_support_of_the_region_reads_it_too_and_of_another_does_not(
    school: rows.Rows, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = refuse()
    far = Region.objects.create(slug="far", name="Даль", policy_line="ryazan")
    assert "Прочитайте вслух" in heard(
        operator(school.region, monkeypatch), who.reference
    )
    browser = operator(far, monkeypatch)
    assert browser.get(PAGE, {"number": who.reference}).status_code == 404


@pytest.mark.parametrize("number", ["x", "ЭШ-2611-234678", "\x00", "9" * 400])
def test_an_unknown_number_is_told_in_words(school: rows.Rows, number: str) -> None:
    leads(school)
    answered = staff(school).get(PAGE, {"number": number})
    assert answered.status_code == 404
    assert "Проверьте номер" in words(answered)


def test_only_who_keeps_cards_answers_the_phone(school: rows.Rows) -> None:
    assert Client().get(PAGE).status_code == 302
    assert staff(school).get(PAGE).status_code == 404


def test_numbers_are_not_guessed_here_either(school: rows.Rows) -> None:
    leads(school)
    browser = staff(school)
    codes = {browser.get(PAGE, {"number": "x"}).status_code for _ in range(12)}
    assert codes == {404, 429}
