"""Where somebody is signed in, how long that lasts, and how he ends it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from school.access import lifetimes
from school.access.devices import Device, name_of
from school.access.facts import Profile
from school.access.lifetimes import BORROWED, FAMILY, GOVERNING, STAFF, Lifetime
from school.access.models import Session
from school.access.recognising import Way, digest_of
from school.access.sessions import choose, is_open, open_session
from school.access.tests import rows
from school.access.tests.test_recognising import look, session_of, sign_in
from school.lib import clock

pytestmark = pytest.mark.django_db

DEVICES = "/access/devices/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def browser_with(token: str) -> Client:
    browser = Client()
    browser.cookies["session"] = token
    return browser


def kept(token: str) -> Session:
    return Session.objects.get(digest=digest_of(token))


def age(token: str, by: timedelta) -> None:
    """Let so much time have passed since the device was used, and since it came."""
    session = kept(token)
    for name in ("opened_at", "seen_at", "expires_at", "ends_at"):
        setattr(session, name, getattr(session, name) - by)
    session.save()


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
            " Gecko) Chrome/140.0.0.0 YaBrowser/25.10 Safari/537.36",
            "Яндекс Браузер, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)"
            " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8.0", "Неизвестное устройство"),
        ("", "Неизвестное устройство"),
        ("<b>Firefox/1</b>", "Firefox"),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(
    user_agent: str, name: str
) -> None:
    assert name_of(user_agent) == name


@pytest.mark.parametrize(
    ("kinds", "governs", "lasts"),
    [
        (["guardian"], False, FAMILY),
        (["student"], False, FAMILY),
        (["guardian", "employee"], False, STAFF),
        (["employee"], True, GOVERNING),
        ([], True, GOVERNING),
    ],
)
def test_the_door_lasts_as_long_as_the_shortest_of_the_roles(
    kinds: list[str], governs: bool, lasts: Lifetime
) -> None:
    profiles = [Profile(kind, 1, card) for card, kind in enumerate(kinds)]  # type: ignore[arg-type]  # a kind's word
    assert lifetimes.at_the_door(profiles, governs=governs) == lasts


def test_a_device_in_use_stays_signed_in_and_an_idle_one_does_not(
    school: rows.Rows,
) -> None:
    token = sign_in(school, school.mother)
    for _ in range(3):
        age(token, FAMILY.idle - MINUTE)
        if kept(token).ends_at <= clock.now():  # type: ignore[operator]  # it has one
            break
        assert look(token) is not None
        ends = kept(token).ends_at
        assert ends is not None
        assert kept(token).expires_at > clock.now() + MINUTE
        assert kept(token).expires_at <= ends
    idle = sign_in(school)
    age(idle, FAMILY.idle)
    assert look(idle) is None


def test_ninety_days_are_the_end_however_much_it_is_used(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    for _ in range(2):
        age(token, timedelta(days=29))
        assert look(token) is not None
    age(token, timedelta(days=29))
    assert look(token) is not None
    assert kept(token).expires_at == kept(token).ends_at
    age(token, timedelta(days=3))
    assert look(token) is None


def test_most_looks_write_nothing(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    first = kept(token).seen_at
    age(token, timedelta(minutes=59))
    before = kept(token).seen_at
    look(token)
    assert kept(token).seen_at == before != first
    age(token, MINUTE)
    look(token)
    assert kept(token).seen_at > before + timedelta(minutes=50)  # type: ignore[operator]


def test_a_session_of_the_former_program_ends_when_that_said(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    Session.objects.update(seen_at=None, idle=None, ends_at=None, device="")
    until = kept(token).expires_at
    assert look(token) is not None
    assert kept(token).expires_at == until
    assert "Неизвестное устройство" in page_of(token)


def test_a_borrowed_device_is_forgotten_soon_whatever_is_chosen(
    school: rows.Rows,
) -> None:
    mine = sign_in(school, school.teacher, school.mother)
    account = session_of(mine).account_id
    token = open_session(
        account,
        (school.teacher, school.mother),
        at=clock.now(),
        lasts=STAFF,
        on=Device("Chrome, Windows", borrowed=True),
    )
    begun = choose(session_of(token), Way(Session.Kind.FAMILY), at=clock.now())
    assert begun is not None
    assert begun.borrowed
    session = kept(begun.token)
    assert session.idle == BORROWED.idle
    assert session.ends_at is not None
    assert session.ends_at - session.opened_at <= BORROWED.absolute
    assert session.device == "Chrome, Windows"


def test_the_cookie_of_a_borrowed_device_is_gone_with_the_browser() -> None:
    rows.make_school(rows.make_region())
    browser = Client()
    browser.post("/access/esia/", {"borrowed": "1"})
    assert browser.cookies["borrowed"]["max-age"] == 600
    browser.post("/access/esia/")
    assert browser.cookies["borrowed"].value == ""


def test_a_session_ended_elsewhere_is_not_opened_again_by_a_choice(
    school: rows.Rows,
) -> None:
    token = sign_in(school, school.teacher, school.mother)
    session = session_of(token)
    Session.objects.all().delete()
    assert choose(session, Way(Session.Kind.FAMILY), at=clock.now()) is None
    assert not Session.objects.exists()


def test_the_device_used_least_lately_makes_room(school: rows.Rows) -> None:
    first = sign_in(school, school.mother)
    account = session_of(first).account_id
    age(first, MINUTE)
    others = [
        open_session(account, (school.mother,), at=clock.now(), lasts=FAMILY)
        for _ in range(FAMILY.devices - 1)
    ]
    assert is_open(first)
    last = open_session(account, (school.mother,), at=clock.now(), lasts=FAMILY)
    assert [is_open(one) for one in (first, *others, last)].count(False) == 1
    assert not is_open(first)


def page_of(token: str) -> str:
    answer = browser_with(token).get(DEVICES)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_sees_his_own_devices_and_ends_one(school: rows.Rows) -> None:
    here = sign_in(school, school.mother)
    account = session_of(here).account_id
    there = open_session(
        account, (), at=clock.now(), lasts=FAMILY, on=Device("Safari, iPhone")
    )
    page = page_of(here)
    assert "Safari, iPhone" in page
    assert page.count('name="end"') == 3
    browser = browser_with(here)
    assert browser.post(DEVICES, {"end": digest_of(there)})["Location"] == DEVICES
    assert (is_open(here), is_open(there)) == (True, False)


def test_whoever_ends_this_device_or_all_is_out(school: rows.Rows) -> None:
    for which in ("here", "everywhere"):
        here = sign_in(school)
        account = session_of(here).account_id
        there = open_session(account, (), at=clock.now(), lasts=FAMILY)
        asked = digest_of(here) if which == "here" else which
        answer = browser_with(here).post(DEVICES, {"end": asked})
        assert answer["Location"] == "/access/?left=1"
        assert "storage" in answer["Clear-Site-Data"]
        assert answer.cookies["session"].value == ""
        assert not is_open(here)
        assert is_open(there) == (which == "here")


def test_another_persons_session_stays_whatever_is_asked(school: rows.Rows) -> None:
    mine = sign_in(school, school.mother)
    strange = open_session(
        session_of(mine).account_id + 1, (), at=clock.now(), lasts=FAMILY
    )
    browser_with(mine).post(DEVICES, {"end": digest_of(strange)})
    assert is_open(strange)
    browser_with(mine).post(DEVICES, {"end": "everywhere"})
    assert is_open(strange)


def test_who_left_is_offered_to_leave_gosuslugi_too() -> None:
    rows.make_school(rows.make_region())
    door = Client().get("/access/?left=1").content.decode()
    assert "Выйти и там" in door
    assert "Выйти и там" not in Client().get("/access/").content.decode()


def test_where_nothing_can_be_written_a_look_goes_on(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    age(token, timedelta(days=1))
    before = kept(token).seen_at
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT reading; SET LOCAL transaction_read_only = on")
        assert look(token) is not None
        cursor.execute("ROLLBACK TO reading")
    assert kept(token).seen_at == before
