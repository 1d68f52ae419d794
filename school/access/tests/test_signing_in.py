"""The attempt: one use, one browser, ten minutes; and what is decided costs little."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access import signing_in
from school.access.attaching import open_account
from school.access.models import Attempt, Consent
from school.access.recognising import at_the_door, session_of
from school.access.signing_in import CameIn, TurnedAway, begin, come_back
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER, STRANGER
from school.access.tests.test_gathering import at_the_door as door_of
from school.lib import clock
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def consented(school: rows.Rows) -> rows.Rows:
    account = open_account(school.region, MOTHER, clock.now())
    with behind(door_of(account)):
        Consent.objects.create(
            account_id=account,
            kind=Consent.Kind.OWN,
            state=Consent.State.GIVEN,
            channel="test",
            text_version="1",
            decided_at=clock.now(),
        )
    return school


def started(school: rows.Rows) -> tuple[str, str]:
    """State and browser of an attempt that has just begun."""
    begun = begin(school.region)
    query = parse_qs(urlsplit(begun.address).query)
    return query["state"][0], begun.browser


def told(result: CameIn | TurnedAway) -> str:
    assert isinstance(result, TurnedAway)
    assert result.attempt.reference.startswith("ЭШ-")
    return result.attempt.reason


def test_a_state_is_used_up_by_its_first_return(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {"state": state, "error": "access_denied", "error_description": "x"}
    come_back(school.region, back, browser=browser)
    again = come_back(school.region, back, browser=browser)
    assert told(again) == "attempt_repeated"


def test_another_browser_brings_nothing(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {"state": state, "code": "x"}
    for other in ("", "forged", browser + "x"):
        result = come_back(school.region, back, browser=other)
        assert told(result) == "attempt_unknown"


def test_after_ten_minutes_it_is_over(school: rows.Rows) -> None:
    state, browser = started(school)
    Attempt.objects.update(started_at=clock.now() - timedelta(minutes=10))
    result = come_back(school.region, {"state": state, "code": "x"}, browser=browser)
    assert told(result) == "attempt_expired"


def test_a_refusal_at_gosuslugi_keeps_its_reason(school: rows.Rows) -> None:
    state, browser = started(school)
    back = {
        "state": state,
        "error": "access_denied",
        "error_description": "ESIA-007004: The owner denied the request.",
    }
    assert told(come_back(school.region, back, browser=browser)) == "esia_denied"


def test_gosuslugi_that_do_not_answer_are_named(school: rows.Rows) -> None:
    state, browser = started(school)
    result = come_back(school.region, {"state": state, "code": "x"}, browser=browser)
    assert told(result) == "esia_unavailable"


def test_without_a_consent_nobody_comes_in_and_no_account_is_made(
    school: rows.Rows,
) -> None:
    started(school)
    result = signing_in._decide(school.region, Attempt.objects.get(), MOTHER)
    assert told(result).startswith("own_consent")


def test_a_mother_comes_in_and_looks_at_her_child(consented: rows.Rows) -> None:
    started(consented)
    result = signing_in._decide(consented.region, Attempt.objects.get(), MOTHER)
    assert isinstance(result, CameIn)
    session = session_of(result.token)
    assert session is not None
    with at_the_door(session) as (_, recognised):
        assert recognised.visitor is not None
        assert [one.student for one in recognised.visitor.followed] == [consented.child]


def test_coming_in_again_takes_fifteen_queries_at_the_most(
    consented: rows.Rows,
) -> None:
    begin(consented.region)
    first, second = Attempt.objects.first(), Attempt.objects.first()
    assert first is not None
    assert second is not None
    signing_in._decide(consented.region, first, MOTHER)
    state, browser = started(consented)
    with CaptureQueriesContext(connection) as asked:
        signing_in._take(state, browser)
        signing_in._decide(consented.region, second, MOTHER)
    ours = [one for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(ours) + len(["the region of the page"]) <= 15


def test_a_stranger_and_a_typo_read_the_same_reason_for_the_family(
    consented: rows.Rows,
) -> None:
    reasons = []
    for identity in (STRANGER, replace(MOTHER, first_name="Аннна")):
        begin(consented.region)
        attempt = Attempt.objects.latest("id")
        result = signing_in._decide(consented.region, attempt, identity)
        reasons.append((told(result), attempt.audience))
    assert reasons[0][0] != reasons[1][0], "the school knows the difference"
    assert reasons[0][1] == reasons[1][1], "the family does not"
