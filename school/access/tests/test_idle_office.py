"""An office that nobody used for half an hour asks for a sign-in; a diary does not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from school.access.lifetimes import GOVERNING
from school.access.models import Operator, Session
from school.access.proving import is_office_open
from school.access.recognising import Way, at_the_door
from school.access.sessions import choose
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_operator_page import AGAIN, operator, region
from school.lib import clock
from school.regions.models import Municipality, Region

__all__ = ["region"]
pytestmark = pytest.mark.django_db

DESK = "/access/operator/"
_MINUTE = timedelta(minutes=1)


@pytest.fixture
def mother(region: Region, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """An operator who reads a diary too, and is signed in as a family is."""
    yield operator(region, monkeypatch, person=MOTHER)
    clock.use(clock.Clock())


def later(by: timedelta) -> None:
    clock.use(clock.Clock(start=clock.now() + by - clock.Clock().now()))


def is_asked(client: Client, address: str = DESK) -> bool:
    answer = client.get(address)
    return str(answer.get("Location", "")).startswith(AGAIN)


@pytest.mark.parametrize(
    ("opened", "used", "is_open"),
    [
        (timedelta(), timedelta(), True),
        (GOVERNING.idle, GOVERNING.idle, True),
        (GOVERNING.idle + _MINUTE, GOVERNING.idle + _MINUTE, False),
        (GOVERNING.absolute, timedelta(), True),
        (GOVERNING.absolute + _MINUTE, timedelta(), False),
    ],
)
def test_an_office_is_open_while_it_is_used_and_for_four_hours(
    opened: timedelta, used: timedelta, is_open: bool
) -> None:
    now = clock.now()
    assert is_office_open(now - opened, now - used, now) is is_open


def test_half_an_hour_elsewhere_shuts_the_office_and_not_the_diary(
    mother: Client,
) -> None:
    assert not is_asked(mother)
    later(GOVERNING.idle - _MINUTE)
    assert mother.get("/diary/").status_code in {200, 302}
    later(2 * _MINUTE)
    assert is_asked(mother)
    assert mother.get("/diary/").status_code in {200, 302}
    assert mother.get("/access/devices/").status_code == 200


def test_who_works_there_is_asked_after_four_hours_alone(mother: Client) -> None:
    for _ in range(11):
        later(timedelta(minutes=20))
        assert not is_asked(mother)
    later(timedelta(minutes=21))
    assert is_asked(mother)


def test_what_is_sent_after_half_an_hour_is_not_done(mother: Client) -> None:
    later(GOVERNING.idle + _MINUTE)
    sent = {"act": "town", "name": "Луговской район"}
    answer = mother.post(f"{DESK}places/", sent)
    assert answer["Location"].startswith(AGAIN)
    assert not Municipality.objects.filter(name=sent["name"]).exists()


def test_the_sign_in_that_it_asks_for_opens_it(mother: Client) -> None:
    later(GOVERNING.idle + _MINUTE)
    mother.post(AGAIN, {"to": DESK})
    begun = mother.post("/access/esia/", {"again": "1"})
    state = begun["Location"].split("state=")[1].split("&")[0]
    back = mother.get("/access/esia/return/", {"state": state, "code": "x"})
    assert back["Location"] == DESK
    assert not is_asked(mother)


def test_most_looks_note_nothing_and_no_operator_nothing_at_all(
    mother: Client,
) -> None:
    mother.get(DESK)
    assert Session.objects.get().office_at is None, "he has just come in"
    later(5 * _MINUTE)
    mother.get(DESK)
    noted = Session.objects.get().office_at
    assert noted is not None
    later(_MINUTE)
    mother.get(DESK)
    assert Session.objects.get().office_at == noted
    later(5 * _MINUTE)
    with at_the_door(mother.cookies[settings.SESSION_COOKIE].value):
        Operator.objects.update(until_at=clock.now())
    assert mother.get(DESK).status_code == 404
    assert Session.objects.get().office_at == noted
    later(GOVERNING.idle)
    assert mother.get(DESK).status_code == 404, "nobody is asked for nothing"


def test_where_nothing_can_be_written_the_office_is_open_still(mother: Client) -> None:
    later(5 * _MINUTE)
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT reading; SET LOCAL transaction_read_only = on")
        assert mother.get(DESK).status_code == 200
        cursor.execute("ROLLBACK TO reading")
    assert Session.objects.get().office_at is None


def test_choosing_as_whom_he_looks_leaves_the_office_open(mother: Client) -> None:
    later(GOVERNING.idle - _MINUTE)
    mother.get(DESK)
    with at_the_door(mother.cookies[settings.SESSION_COOKIE].value) as found:
        assert found is not None
        begun = choose(found.session, Way(Session.Kind.FAMILY), at=clock.now())
    assert begun is not None
    mother.cookies[settings.SESSION_COOKIE] = begun.token
    later(2 * _MINUTE)
    assert not is_asked(mother)
