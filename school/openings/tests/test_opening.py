"""Opening a school: what is asked, how often, after a password, and by whom alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi
from school.access.models import Session
from school.access.proving import FRESH
from school.access.tests.test_operator_page import operator
from school.lib import clock
from school.openings import rules
from school.openings.opening import open_school, running
from school.openings.tests.conftest import (
    DESK,
    END,
    REASON,
    REGION,
    WHY,
    acts,
    keeper_of,
    proved,
    sent,
)
from school.regions.models import Region, School
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db

AGAIN = "/access/again/"
_MINUTE = timedelta(minutes=1)


def test_it_is_one_school_at_a_time(
    office: Office, opened: Client, another_office: Callable[[], Office]
) -> None:
    other = another_office()
    answer = opened.post(REGION, sent(other))
    assert answer.status_code == 422
    assert rules.RUNNING in words(answer)
    assert acts(other) == []


def test_of_a_day_there_are_five(office: Office, whole: Client) -> None:
    for _ in range(rules.MOST_A_DAY):
        assert whole.post(REGION, sent(office)).status_code == 303
        whole.post(END)
    answer = whole.post(REGION, sent(office))
    assert answer.status_code == 422
    assert rules.ENOUGH in words(answer)
    by = keeper_of(office.rows.region)
    school = by.schools[office.school]
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    assert open_school(by, school, WHY, tomorrow) == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"school": ""}, rules.NO_SCHOOL),
        ({"school": "0000000000001"}, rules.NO_SCHOOL),
        ({"school": "\x00"}, rules.NO_SCHOOL),
        ({"reason": "так надо"}, rules.TOO_SHORT),
        ({"reason": "я" * 501}, rules.TOO_LONG),
        ({"number": ""}, rules.NO_NUMBER),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_stays_typed(
    office: Office, whole: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = whole.post(REGION, sent(office, **typed))
    assert answer.status_code == 422
    page = words(answer)
    assert sentence in page
    assert "<title>Ошибка: " in page
    assert (REASON in page) is ("reason" not in typed)
    assert acts(office) == []


def test_without_a_fresh_password_he_is_led_to_prove_it(
    office: Office, whole: Client
) -> None:
    Session.objects.update(proved_at=clock.now() - FRESH - _MINUTE)
    page = words(whole.get(REGION))
    assert "Сначала подтвердите, что это вы" in page
    assert 'name="reason"' not in page
    answer = whole.post(REGION, sent(office))
    assert answer.status_code == 303
    led = urlsplit(answer["Location"])
    assert (led.path, parse_qs(led.query)["to"]) == (AGAIN, [REGION])
    assert acts(office) == []


def test_he_proves_it_at_gosuslugi_and_is_back_where_he_was(
    office: Office, whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Session.objects.update(proved_at=None)
    assert whole.get(AGAIN, {"to": REGION}).status_code == 200
    out = whole.post(AGAIN, {"to": REGION})
    assert "/idp/ext/Logout" in out["Location"]
    assert whole.get("/access/")["Location"] == AGAIN
    assert comes_back(whole, monkeypatch)["Location"] == REGION
    assert whole.post(REGION, sent(office))["Location"] == DESK


def comes_back(browser: Client, patch: pytest.MonkeyPatch) -> HttpResponse:
    """From the second half of the page to Госуслуги and back."""
    who = proved()
    patch.setattr(gosuslugi, "identify", lambda **_: who)
    begun = browser.post("/access/esia/", {"again": "1"})
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    return browser.get("/access/esia/return/", {"state": state, "code": "x"})


def test_a_municipal_operator_finds_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = School.objects.get(pk=office.school).municipality
    browser = operator(office.rows.region, monkeypatch, town=town, person=proved())
    for answer in (
        browser.get(REGION),
        browser.get(DESK),
        browser.post(REGION, sent(office)),
        browser.post(END),
    ):
        assert answer.status_code == 404
    assert "Открыть школу" not in words(browser.get("/access/operator/"))


def test_the_operator_of_another_region_finds_neither_school_nor_opening(
    office: Office, opened: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    who = replace(proved(), oid=1_000_800_102, first_name="Дарья")
    stranger = operator(far, monkeypatch, person=who)
    answer = stranger.post(REGION, sent(office))
    assert answer.status_code == 422
    assert rules.NO_SCHOOL in words(answer)
    assert stranger.get(DESK)["Location"] == REGION
    assert REASON not in words(stranger.get(REGION))
    stranger.post(END)
    assert running(keeper_of(office.rows.region), clock.now()) is not None
