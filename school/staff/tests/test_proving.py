"""Exports, roles and numbers want a password of the last quarter of an hour."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi
from school.access.attaching import open_account
from school.access.facts import Identity
from school.access.models import Session
from school.access.proving import FRESH
from school.access.tests import rows
from school.access.tests.test_papering import TEACHER
from school.audit.models import AuditLine
from school.lib import clock
from school.people.models import Card
from school.registry.tests.conftest import Office, words
from school.rights.granting import grant
from school.rights.visitor import Role

pytestmark = pytest.mark.django_db

AGAIN = "/access/again/"
LONG_AGO = FRESH + timedelta(minutes=1)


def prove(at: datetime | None) -> None:
    """All sessions were proved then."""
    Session.objects.update(proved_at=at)


def stale(browser: Client) -> Client:
    prove(clock.now() - LONG_AGO)
    return browser


def acts(office: Office) -> dict[str, tuple[str, dict[str, str], str]]:
    """What wants it: where it is sent, what, and where one returns to."""
    teacher = office.key(office.rows.teacher)
    card = f"/registry/cards/{office.key(office.rows.mother)}/"
    return {
        "export": (
            "/registry/guardians/export/",
            {"user": "none", "q": "ив"},
            "/registry/guardians/?q=%D0%B8%D0%B2&user=none",
        ),
        "give": ("/staff/give/", {"card": teacher}, f"/staff/?card={teacher}"),
        "end": (f"/staff/{teacher}/end/", {"on": ""}, "/staff/"),
        "leave": (
            f"/staff/{teacher}/leaving/",
            {"on": clock.today(ZoneInfo("Europe/Moscow")).isoformat()},
            f"/staff/{teacher}/leaving/",
        ),
        "show": (f"{card}show/", {}, card),
    }


@pytest.mark.parametrize("what", ["export", "give", "end", "leave", "show"])
def test_without_it_nothing_happens_and_the_page_leads_back(
    office: Office, what: str
) -> None:
    place, sent, back = acts(office)[what]
    answer = stale(office.head()).post(place, sent)
    assert answer.status_code == 303
    led = urlsplit(answer["Location"])
    assert (led.path, parse_qs(led.query)["to"]) == (AGAIN, [back])
    with office.behind():
        assert not AuditLine.objects.exists()


@pytest.mark.parametrize("what", ["export", "give", "leave", "show"])
def test_with_it_each_is_done(office: Office, what: str) -> None:
    head = office.head()
    prove(clock.now() - FRESH + timedelta(seconds=30))
    place, sent, _ = acts(office)[what]
    assert AGAIN not in head.post(place, sent).get("Location", "")
    with office.behind():
        assert AuditLine.objects.exists()


def test_who_never_proved_it_has_to(office: Office) -> None:
    head = office.head()
    prove(None)
    assert AGAIN in head.post(*acts(office)["show"][:2])["Location"]


def test_nobody_learns_by_it_that_a_page_is_there(office: Office) -> None:
    teacher = stale(office.teacher())
    place, sent, _ = acts(office)["give"]
    assert teacher.post(place, sent).status_code == 404


def test_the_page_says_why_and_leads_out_at_gosuslugi(office: Office) -> None:
    head = stale(office.head())
    page = words(head.get(f"{AGAIN}?to=/staff/"))
    assert "не больше 15 минут назад" in page
    assert 'name="to" value="/staff/"' in page
    out = head.post(AGAIN, {"to": "/staff/"})
    assert out.status_code == 303
    assert "/idp/ext/Logout" in out["Location"]
    assert out["Location"].endswith("%2Faccess%2F")
    assert head.get("/access/")["Location"] == AGAIN
    page = words(head.get(AGAIN))
    assert 'action="/access/esia/"' in page
    assert "чужой" not in page
    assert 'href="/staff/"' in page
    # He is still signed in.
    assert head.get("/staff/").status_code == 200


def test_another_site_is_nowhere_to_return_to(office: Office) -> None:
    page = words(office.head().get(f"{AGAIN}?to=https://evil.example/"))
    assert "evil" not in page


def test_a_stranger_is_sent_to_the_door() -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(AGAIN, {"to": "/staff/"})
        assert (answer.status_code, answer["Location"]) == (302, "/access/")


@pytest.fixture
def head(office: Office) -> Identity:
    """The class teacher administers too, and Госуслуги are asked for nothing more."""
    who = replace(TEACHER, snils=rows.TEACHER)
    with office.behind():
        card = Card.objects.get(pk=office.rows.teacher)
        grant(card, Role.ADMINISTRATOR, on=rows.SEPTEMBER)
    rows.agreed(office.rows.region, open_account(office.rows.region, who, clock.now()))
    return who


def comes_back(
    browser: Client, who: Identity, patch: pytest.MonkeyPatch
) -> HttpResponse:
    """From the second half of the page to Госуслуги and back, as this person."""
    patch.setattr(gosuslugi, "identify", lambda **_: who)
    begun = browser.post("/access/esia/", {"again": "1"})
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    return browser.get("/access/esia/return/", {"state": state, "code": "x"})


def asked(browser: Client, to: str = "/staff/") -> Client:
    """Stale, and sent out at Госуслуги to come back to this page."""
    browser.post(AGAIN, {"to": to})
    prove(clock.now() - LONG_AGO)
    return browser


def test_who_comes_back_is_where_he_was_as_who_he_was_and_may(
    office: Office, head: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = asked(office.teacher())
    former = browser.cookies["session"].value
    proved = replace(head, proved_at=clock.now())
    back = comes_back(browser, proved, monkeypatch)
    assert back["Location"] == "/staff/"
    assert browser.cookies["session"].value != former
    assert browser.get("/staff/").status_code == 200
    place, sent, _ = acts(office)["show"]
    assert browser.post(place, sent).status_code == 200
    # The way back is used up with the first return.
    assert browser.cookies["back"].value == ""


@pytest.mark.parametrize("told", [None, timedelta(hours=-2)])
def test_a_password_of_long_ago_opens_nothing(
    office: Office,
    head: Identity,
    monkeypatch: pytest.MonkeyPatch,
    told: timedelta | None,
) -> None:
    browser = asked(office.teacher())
    proved = None if told is None else clock.now() + told
    comes_back(browser, replace(head, proved_at=proved), monkeypatch)
    place, sent, _ = acts(office)["show"]
    assert AGAIN in browser.post(place, sent)["Location"]


def test_a_clock_that_is_fast_keeps_nobody_fresh(
    office: Office, head: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = asked(office.teacher())
    proved = replace(head, proved_at=clock.now() + timedelta(days=9))
    comes_back(browser, proved, monkeypatch)
    (kept,) = Session.objects.values_list("proved_at", flat=True)
    assert kept is not None
    assert kept <= clock.now()


def test_another_person_is_led_to_the_first_page_and_is_nobody_of_before(
    office: Office, head: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = replace(TEACHER, oid=1000, first_name="Анна", snils=rows.MOTHER)
    mother = replace(mother, birth_date=date(1988, 3, 14), proved_at=clock.now())
    region = office.rows.region
    rows.agreed(region, open_account(region, mother, clock.now()))
    browser = asked(office.teacher())
    back = comes_back(browser, mother, monkeypatch)
    assert back["Location"] == "/"
    assert browser.get("/staff/").status_code == 404


def test_who_chooses_another_role_has_proved_it_still(office: Office) -> None:
    browser = office.teacher()
    prove(clock.now())
    browser.post("/access/roles/", {"role": office.key(office.rows.teacher)})
    place, sent, _ = acts(office)["show"]
    assert browser.post(place, sent).status_code == 200
