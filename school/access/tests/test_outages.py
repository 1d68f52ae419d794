"""Госуслуги that do not answer: nobody waits twice, and everybody is told till when."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi, outages, signing_in
from school.access.facts import Identity
from school.access.models import Attempt, Session
from school.access.reasons import Reason
from school.access.roads import turnstile
from school.access.roads.breaker import ENOUGH, Standing
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock

pytestmark = pytest.mark.django_db
Answers = list[Identity | Reason]


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Госуслуги answer so; what was answered is taken away."""
    answers: Answers = []
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: answers.pop())
    return answers


def come(browser: Client) -> HttpResponse:
    """There and back; the button where it is."""
    begun = browser.post("/access/esia/")
    query = parse_qs(urlsplit(begun["Location"]).query)
    back = {"state": query["state"][0], "code": "x"}
    return browser.get("/access/esia/return/", back)


def shut(asked: Answers) -> None:
    asked[:] = [Reason.ESIA_UNAVAILABLE] * ENOUGH
    for _ in range(ENOUGH):
        come(Client())
    assert asked == []


@contextmanager
def later(seconds: float) -> Iterator[None]:
    """The clock of the product goes ahead."""
    kept = clock._clock
    real = datetime.now(UTC)  # noqa: TID251 - this is where the clock is set
    offset = clock.now() + timedelta(seconds=seconds) - real
    clock._clock = clock.Clock(start=offset)
    try:
        yield
    finally:
        clock._clock = kept


def test_after_three_silences_nobody_is_sent_there(
    school: rows.Rows, asked: Answers
) -> None:
    shut(asked)
    before = Attempt.objects.count()
    answer = Client().post("/access/esia/")
    assert (answer.status_code, answer["Location"]) == (303, "/access/")
    assert Attempt.objects.count() == before


def test_the_door_says_so_with_the_time_and_comes_back_by_itself(
    school: rows.Rows, asked: Answers
) -> None:
    assert "Войти через Госуслуги" in Client().get("/access/").content.decode()
    shut(asked)
    answer = Client().get("/access/")
    page = answer.content.decode()
    assert "Госуслуги сейчас" in page
    assert "Войти через Госуслуги" not in page
    assert re.search(r"с\s+\d\d:\d\d", page)
    assert 0 < int(answer["Refresh"]) <= 90
    # What works goes on: whom to ask, and what will be needed.
    assert "Что понадобится" in page


def test_whoever_was_on_the_way_is_told_without_a_wait(
    school: rows.Rows, asked: Answers
) -> None:
    browser = Client()
    begun = browser.post("/access/esia/")
    query = parse_qs(urlsplit(begun["Location"]).query)
    shut(asked)
    back = {"state": query["state"][0], "code": "x"}
    browser.get("/access/esia/return/", back)  # nobody is asked: nothing is left to say
    assert Attempt.objects.filter(reason=Reason.ESIA_UNAVAILABLE).count() == ENOUGH + 1


def test_the_first_answer_after_the_pause_opens_the_door(
    school: rows.Rows, asked: Answers
) -> None:
    shut(asked)
    with later(31):
        asked.append(MOTHER)
        come(Client())
        assert outages.standing() == Standing()


def test_a_refusal_is_an_answer(school: rows.Rows, asked: Answers) -> None:
    for reason in (Reason.ESIA_REFUSED_CODE, Reason.ESIA_BAD_ANSWER):
        asked[:] = [reason] * ENOUGH
        for _ in range(ENOUGH):
            come(Client())
    assert outages.standing() == Standing()


def test_an_invented_error_in_the_address_shuts_nobody_out(school: rows.Rows) -> None:
    for _ in range(2 * ENOUGH):
        browser = Client()
        begun = browser.post("/access/esia/")
        query = parse_qs(urlsplit(begun["Location"]).query)
        error = {"error": "server_error", "error_description": "ESIA-007007"}
        browser.get("/access/esia/return/", {"state": query["state"][0], **error})
    assert outages.standing() == Standing()


def test_a_crowd_waits_and_loses_nothing(school: rows.Rows, asked: Answers) -> None:
    browser = Client()
    begun = browser.post("/access/esia/")
    query = parse_qs(urlsplit(begun["Location"]).query)
    back = {"state": query["state"][0], "code": "x"}
    with turnstile.place(), turnstile.place():
        answer = browser.get("/access/esia/return/", back)
        assert (answer.status_code, answer["Refresh"]) == (503, "2")
        assert "не потерян" in answer.content.decode()
        assert Client().post("/access/esia/").status_code == 503
        assert Client().post("/access/another/").status_code == 503
    asked.append(MOTHER)
    assert browser.get("/access/esia/return/", back).status_code == 303
    assert Attempt.objects.filter(used_at=None).count() == 0


def test_a_place_is_given_back_whatever_happens(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(signing_in, "come_back", breaks)
    for _ in range(2 * turnstile.AT_ONCE):
        with pytest.raises(RuntimeError):
            Client().get("/access/esia/return/")
    with turnstile.place() as free:
        assert free
    assert Session.objects.count() == 0
