"""The end at the border: told before, shut on the day, gone a month later."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from school.access.birthdays import coming
from school.access.sessions import is_open
from school.access.throttling import NOBODY
from school.logins.blocking import sweep
from school.logins.entering import Browser, CameIn, Entered, Wrong, enter
from school.logins.rules import NoPassword
from school.logins.tests.steps import BORN, PASSWORD, Desk
from school.regions.in_force import lines
from school.regions.policy import Age

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")
# Fourteen and a half on 1 December 2026.
SOON = date(2012, 6, 1)
THE_DAY = datetime(2026, 12, 1, 3, tzinfo=MOSCOW)


def come(login: str, at: datetime) -> Entered:
    return enter(login, PASSWORD, browser=Browser(), caller=NOBODY, at=at)


@pytest.fixture
def login(desk: Desk) -> str:
    made = desk.activated().login
    desk.born(SOON)
    return made


@pytest.mark.parametrize(("days", "distance"), [(30, 30), (14, 14), (3, 3), (1, 3)])
def test_the_border_is_told_before_it_comes(days: int, distance: int) -> None:
    today = THE_DAY.date() - timedelta(days=days)
    border = coming(lines()["meshchora"], SOON, today)
    assert border is not None
    assert (border.age, border.distance) == (Age(14, 6), distance)
    said = " ".join(border.sentences(today))
    assert "сейчас — через Госуслуги или по логину и паролю с карточки" in said
    assert "потом — через Госуслуги" in said


def test_on_the_day_it_is_shut_and_nothing_is_deleted(desk: Desk, login: str) -> None:
    assert sweep(THE_DAY - timedelta(hours=4)).blocked == 0
    assert sweep(THE_DAY).blocked == 1
    assert sweep(THE_DAY).blocked == 0
    (row,) = desk.logins()
    assert row.blocked_on == THE_DAY.date()
    assert desk.password() is not None
    assert isinstance(come(login, THE_DAY), NoPassword)


def test_a_mended_birth_date_opens_it_again_with_the_same_password(
    desk: Desk, login: str
) -> None:
    sweep(THE_DAY)
    desk.born(BORN)
    assert isinstance(come(login, THE_DAY), CameIn), "the door does not wait"
    sweep(THE_DAY + timedelta(days=1))
    (row,) = desk.logins()
    assert row.blocked_on is None


def test_a_birth_date_that_makes_him_older_ends_his_sessions(desk: Desk) -> None:
    made = desk.activated().login
    came = come(made, THE_DAY)
    assert isinstance(came, CameIn)
    desk.born(SOON)
    sweep(THE_DAY)
    assert not is_open(came.token)


def test_a_month_later_nothing_is_left(desk: Desk, login: str) -> None:
    desk.card()
    sweep(THE_DAY)
    assert desk.states() == ["activated", "void"]
    assert sweep(THE_DAY + timedelta(days=29)).removed == 0
    assert sweep(THE_DAY + timedelta(days=30)).removed == 1
    assert (desk.logins(), desk.rows(), desk.password()) == ([], [], None)
    assert isinstance(come(login, THE_DAY + timedelta(days=30)), Wrong)


def test_the_nightly_command_does_it(desk: Desk, login: str) -> None:
    desk.born(date(2010, 1, 1))
    said = StringIO()
    call_command("sweep", stdout=said)
    assert "Закрыто логинов: 1." in said.getvalue()
