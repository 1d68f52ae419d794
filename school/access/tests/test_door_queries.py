"""What the door asks of the database: a number that nobody raises by accident."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access import gosuslugi
from school.access.attaching import open_account
from school.access.facts import Identity
from school.access.lifetimes import STAFF
from school.access.models import Session
from school.access.recognising import digest_of
from school.access.sessions import open_session
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_recognising import sign_in
from school.lib import clock
from school.people.models import Kinship
from school.regions.models import HelpLine, Region
from school.walls.actor import job_of
from school.walls.behind import behind

# Alone, COMMIT takes the walls' settings back; inside a test's own transaction that
# would be one more statement each time.
pytestmark = pytest.mark.django_db(transaction=True)

_NOT_COUNTED = ("BEGIN", "COMMIT")


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def mother(monkeypatch: pytest.MonkeyPatch) -> Identity:
    """Whoever comes back is Анна; the network itself is the journeys' business."""
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: MOTHER)
    return MOTHER


def consent(school: rows.Rows) -> None:
    account = open_account(school.region, MOTHER, clock.now())
    rows.agreed(school.region, account)


def counted(captured: CaptureQueriesContext) -> list[str]:
    """The statements without BEGIN and COMMIT; settings and session are in."""
    sent = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in sent if not sql.startswith(_NOT_COUNTED)]


def coming_in(browser: Client) -> tuple[HttpResponse, list[str]]:
    """Both halves of a sign-in, and what they asked."""
    with CaptureQueriesContext(connection) as captured:
        begun = browser.post("/access/esia/")
        query = parse_qs(urlsplit(begun["Location"]).query)
        back = {"state": query["state"][0], "code": "x"}
        returned = browser.get("/access/esia/return/", back)
    return returned, counted(captured)


def test_coming_in_again_takes_thirteen(school: rows.Rows, mother: Identity) -> None:
    consent(school)
    browser = Client()
    coming_in(browser)
    former = browser.cookies["session"].value
    returned, asked = coming_in(browser)
    assert returned["Location"] == "/"
    assert len(asked) <= 13, asked
    (kept,) = Session.objects.values_list("digest", flat=True)
    assert kept == digest_of(browser.cookies["session"].value) != digest_of(former)


def test_the_first_time_two_more_for_each_school(
    school: rows.Rows, mother: Identity
) -> None:
    consent(school)
    rows.make_school(school.region, "Вторая")
    returned, asked = coming_in(Client())
    assert returned["Location"] == "/"
    assert len(asked) <= 13 + 2 + 2, asked


@pytest.fixture
def before_consents(monkeypatch: pytest.MonkeyPatch) -> Iterator[date]:
    """March 2023: Рязань asks a parent for no consent yet, so no account is there."""
    then = datetime(2023, 3, 1, 7, 0, tzinfo=UTC)
    offset = then - datetime.now(UTC)  # noqa: TID251 - this is where the clock is set
    monkeypatch.setattr(clock, "_clock", clock.Clock(start=offset))
    return then.date()


def test_without_an_account_two_more(
    school: rows.Rows, mother: Identity, before_consents: date
) -> None:
    with behind(job_of(school.school, name="test")):
        Kinship.objects.update(since_date=before_consents)
    returned, asked = coming_in(Client())
    assert returned["Location"] == "/"
    assert len(asked) <= 13 + 2 + 2, asked


def answer_the_phone(region: Region) -> None:
    """The region names a hot line, so that a page has to say when it answers."""
    HelpLine.objects.create(
        region=region,
        phone="8 000 000-00-00",
        opens=time(8),
        closes=time(17),
        lunch_since=time(12),
        lunch_until=time(13),
    )


def test_being_refused_tells_the_school_and_the_page_takes_four(
    school: rows.Rows, mother: Identity
) -> None:
    answer_the_phone(school.region)
    browser = Client()
    returned, asked = coming_in(browser)
    assert returned["Location"] == "/access/refused/"
    assert len(asked) <= 11 + 2, asked
    with CaptureQueriesContext(connection) as captured:
        page = browser.get("/access/refused/")
    assert 'data-reference="ЭШ-' in page.content.decode()
    assert len(counted(captured)) <= 4, counted(captured)


def test_a_return_that_is_nobodys_takes_two_and_its_page_three() -> None:
    answer_the_phone(rows.make_region())
    browser = Client()
    with CaptureQueriesContext(connection) as captured:
        returned = browser.get("/access/esia/return/", {"state": "x", "code": "x"})
    assert returned["Location"] == "/access/refused/"
    assert len(counted(captured)) <= 2, counted(captured)
    with CaptureQueriesContext(connection) as captured:
        page = browser.get("/access/refused/").content.decode()
    assert 'data-message="SIGN_IN_AGAIN"' in page
    assert 'data-reference=""' in page
    assert "Номер этой попытки" not in page
    assert len(counted(captured)) <= 4, counted(captured)


def test_the_roles_are_one_question_for_all_schools(school: rows.Rows) -> None:
    other = rows.make_school(school.region, "Вторая")
    sign_in(school, school.teacher, school.mother)
    account = open_account(school.region, MOTHER, clock.now())
    browser = Client()
    browser.cookies["session"] = open_session(
        account,
        (school.teacher, school.mother, other.teacher),
        at=clock.now(),
        lasts=STAFF,
    )
    with CaptureQueriesContext(connection) as captured:
        page = browser.get("/access/roles/").content.decode()
    assert page.count('name="role"') == 2
    # Two of them, and whether he is an operator too: a short transaction of its own.
    assert len(counted(captured)) <= 4, counted(captured)
