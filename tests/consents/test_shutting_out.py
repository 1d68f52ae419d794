"""Whose word is not heard, who leaves no trace, and who asks once more by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from school.access import following, judging, requesting, sessions
from school.access.attaching import open_account
from school.access.cookies import LastRefusal, remember_refusal
from school.access.facts import Identity
from school.access.following import follow
from school.access.lifetimes import FAMILY
from school.access.models import (
    Attachment,
    Session,
)
from school.access.signing_in import TurnedAway
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER, STRANGER
from school.access.tests.test_signing_in import decided
from school.lib import clock
from school.people.models import Kinship
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind
from tests.consents.conftest import Office
from tests.consents.looking import (
    about_child,
    account_of,
    asked_at,
    reason,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asked")]


def test_where_a_court_restricts_a_parent_an_unknown_giver_is_not_heard(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    with behind(job_of(school.school, name="test")):
        place = School.objects.get(pk=school.school)
        born = date(1986, 1, 2)
        father = rows.card(place, "guardian", "90000019876", "Олег", born)
        Kinship.objects.create(
            school_id=school.school,
            guardian_id=father,
            student_id=school.child,
            kind="father",
            restricted=True,
            since_date=rows.SEPTEMBER,
        )
    office.says("alexey", "given", about="maria")
    assert reason(decided(school, child)) == "parent_consent_not_asked"
    assert {row["key"] for row in about_child(office)} == {"alexey"}
    mother = replace(MOTHER, oid=office.oid("natalia"))
    office.says("natalia", "given", about="maria")
    assert reason(decided(school, child)) == "parent_consent_not_asked"
    office.says("natalia", "given")
    assert reason(decided(school, mother)) == ""
    assert reason(decided(school, child)) == ""


def test_a_stranger_leaves_no_account_and_no_request(
    school: rows.Rows, office: Office
) -> None:
    nobody = replace(STRANGER, oid=office.oid("maria"))
    assert reason(decided(school, nobody)) == "no_card"
    assert account_of(nobody) is None
    assert asked_at(office) == set()


def test_a_card_that_waits_for_a_consent_is_tied_and_one_that_differs_is_not(
    school: rows.Rows, child: Identity
) -> None:
    decided(school, replace(child, last_name="Петров"))
    with behind(job_of(school.school, name="test")):
        assert not Attachment.objects.exists()
    decided(school, child)
    with behind(job_of(school.school, name="test")):
        (tie,) = Attachment.objects.all()
    assert (tie.card_id, tie.oid) == (school.child, child.oid)
    assert not Session.objects.exists()


def test_a_silent_register_leaves_the_ledger_as_it_is(
    school: rows.Rows,
    office: Office,
    child: Identity,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.says("natalia", "given", about="maria")
    assert reason(decided(school, child)) == ""
    silent = type(office.register)("http://127.0.0.1:9/", client="ELSH", back="")
    for where in (judging, following, requesting):
        monkeypatch.setattr(where, "channel", lambda: silent)
    assert reason(decided(school, child)) == ""
    assert follow() == 0
    assert Session.objects.count() == 2


def test_by_hand_the_parents_are_asked_a_day_later_and_the_page_says_when(
    school: rows.Rows,
    office: Office,
    child: Identity,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = decided(school, child)
    assert isinstance(refused, TurnedAway)
    browser = _with(refused)
    page = browser.get("/access/refused/").content.decode()
    assert "Последний запрос" in page
    assert "Запросить ещё раз" not in page
    first = asked_at(office)
    browser.post("/access/consents/ask/")
    assert asked_at(office) == first
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    office.control("POST", "clock", now=later.isoformat())
    page = browser.get("/access/refused/").content.decode()
    assert "Запросить ещё раз" in page
    assert browser.post("/access/consents/ask/")["Location"] == "/access/refused/"
    assert asked_at(office).isdisjoint(first)
    page = browser.get("/access/refused/").content.decode()
    assert "Запросить ещё раз" not in page
    assert "отказ" not in page.lower()


def test_nobody_asks_parents_without_a_refusal_of_his_own(
    school: rows.Rows, office: Office
) -> None:
    answer = Client().post("/access/consents/ask/")
    assert answer["Location"] == "/access/"
    mother = replace(MOTHER, oid=office.oid("natalia"), last_name="Другая")
    refused = decided(school, mother)
    assert isinstance(refused, TurnedAway)
    _with(refused).post("/access/consents/ask/")
    assert about_child(office) == []


def _with(refused: TurnedAway) -> Client:
    """A browser that was turned away so."""
    response = HttpResponse()
    remember_refusal(response, LastRefusal(refused.reference, refused.signed_in_as))
    browser = Client()
    value = response.cookies[settings.REFUSAL_COOKIE].value
    browser.cookies[settings.REFUSAL_COOKIE] = value
    return browser


def test_a_new_way_to_look_lasts_no_longer_than_the_consent(
    school: rows.Rows,
) -> None:
    account = open_account(school.region, MOTHER, clock.now())
    until = clock.now() + timedelta(hours=1)
    sessions.open_session(
        account, (school.mother,), at=clock.now(), lasts=FAMILY, until=until
    )
    (session,) = Session.objects.all()
    assert session.expires_at == session.ends_at == until
