"""Whoever knocks too often is told when to come again; a class is not too often."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from school.access import gosuslugi, knocking
from school.access.models import Attempt
from school.access.tests import rows
from school.access.tests.test_door_queries import consent, mother
from school.lib import env

pytestmark = pytest.mark.django_db
__all__ = ["mother"]

HOME, SCHOOL = "203.0.113.7", "198.51.100.1"
NGINX = {"X": "127.0.0.1"}


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def press(browser: Client, address: str = HOME, **meta: Any) -> HttpResponse:
    found: HttpResponse = browser.post("/access/esia/", REMOTE_ADDR=address, **meta)
    return found


def return_of_nobody(address: str = HOME) -> HttpResponse:
    lost = "/access/esia/return/?state=x&code=y"
    found: HttpResponse = Client().get(lost, REMOTE_ADDR=address)
    return found


def come_in(browser: Client, address: str) -> HttpResponse:
    begun = press(browser, address)
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    back = {"state": state, "code": "x"}
    found: HttpResponse = browser.get("/access/esia/return/", back, REMOTE_ADDR=address)
    return found


def until_slowed(ask: Callable[[], HttpResponse], most: int) -> HttpResponse:
    """The first answer after ``most`` that were none of slowing down."""
    for _ in range(most):
        assert ask().status_code != 429
    return ask()


def is_said_well(answer: HttpResponse) -> bool:
    """A page in words, with the minute, that no cache keeps."""
    text = answer.content.decode().replace("\xa0", " ")
    return (
        answer.status_code == 429
        and 'data-page="slowed"' in text
        and "Попробуйте в " in text
        and 1 <= int(answer["Retry-After"]) <= 3660
    )


def test_one_browser_presses_ten_times_and_then_waits(school: rows.Rows) -> None:
    browser = Client()
    assert is_said_well(until_slowed(lambda: press(browser), 10))
    assert Attempt.objects.count() == 10, "whoever is slowed begins nothing"
    assert press(Client()).status_code == 303, "his neighbour goes on"


def test_a_browser_that_came_in_is_counted_anew(
    school: rows.Rows, mother: object
) -> None:
    consent(school)
    browser = Client()
    for _ in range(25):
        assert come_in(browser, HOME)["Location"] == "/"


def test_a_network_is_counted_whatever_cookies_and_headers_say(
    school: rows.Rows,
) -> None:
    lies = iter(range(1000))

    def ask() -> HttpResponse:
        forged = f"192.0.2.{next(lies)}"
        return press(Client(), HTTP_X_FORWARDED_FOR=forged, HTTP_X_REAL_IP=forged)

    assert is_said_well(until_slowed(ask, 120))
    assert press(Client(), SCHOOL).status_code == 303


def test_a_class_of_thirty_behind_one_address_comes_in(
    school: rows.Rows, mother: object
) -> None:
    consent(school)
    for _ in range(3):  # a lost page, a wrong password: three times each
        for _pupil in range(30):
            assert come_in(Client(), SCHOOL)["Location"] == "/"


def test_thirty_who_are_refused_are_not_too_many(
    school: rows.Rows, mother: object
) -> None:
    for _ in range(40):
        assert come_in(Client(), SCHOOL)["Location"] == "/access/refused/"


def test_returns_that_are_nobodys_are_counted(
    school: rows.Rows, mother: object
) -> None:
    consent(school)
    assert is_said_well(until_slowed(return_of_nobody, 30))
    assert come_in(Client(), HOME)["Location"] == "/", "a right return is never slowed"


def test_a_refusal_asked_for_again_is_answered_however_busy_it_is(
    school: rows.Rows, mother: object
) -> None:
    browser = Client()
    begun = press(browser)
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    secret = browser.cookies[settings.BEFORE_COOKIE].value
    for _ in range(40):
        browser.cookies[settings.BEFORE_COOKIE] = secret
        again = browser.get(
            "/access/esia/return/", {"state": state, "code": "x"}, REMOTE_ADDR=HOME
        )
        assert again["Location"] == "/access/refused/"


def test_invented_invitations_are_counted(school: rows.Rows) -> None:
    def ask() -> HttpResponse:
        found: HttpResponse = Client().get("/access/invitation/x/", REMOTE_ADDR=HOME)
        return found

    assert is_said_well(until_slowed(ask, 30))


def test_a_forged_number_of_tries_is_no_key(school: rows.Rows) -> None:
    for forged in ("", "x" * 5000, "\N{SNOWMAN}".encode().decode("latin-1"), "'; --"):
        browser = Client()
        browser.cookies[settings.TRIES_COOKIE] = forged
        assert press(browser).status_code == 303
        assert len(browser.cookies[settings.TRIES_COOKIE].value) == 22


def test_in_production_a_proxy_that_nobody_named_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def address(peer: str) -> str:
        asked = RequestFactory().get("/", REMOTE_ADDR=peer)
        return knocking.caller_of(asked).address

    assert address("127.0.0.1") == "127.0.0.1"
    monkeypatch.setattr(settings, "MODE", "production")
    monkeypatch.setattr(knocking, "_told", [])
    assert [address(peer) for peer in ("127.0.0.1", "::1", "127.0.0.1")] == [""] * 3
    assert caplog.text.count("SCHOOL_PROXIES") == 1
    assert address(HOME) == HOME
    monkeypatch.setattr(settings, "PROXIES", env.networks("X", source=NGINX))
    asked = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"192.0.2.1, {HOME}"
    )
    assert knocking.caller_of(asked).address == HOME


def test_nobody_is_asked_for_at_gosuslugi_in_vain(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A return of nobody's, slowed or not, never goes over the network."""

    def fail(**_: object) -> None:
        pytest.fail("Госуслуги were asked")

    monkeypatch.setattr(gosuslugi, "identify", fail)
    for _ in range(35):
        return_of_nobody()
