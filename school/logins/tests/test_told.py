"""Whoever leads the class reads that a password was recovered; nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from school.lib import clock
from school.logins.tests.steps import Desk
from school.logins.tests.test_recovering import MAIL, ask, link, mailed
from school.notices.models import Delivery
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db
TITLE = "Ученик выбрал новый пароль по ссылке из письма"


@pytest.fixture
def told(desk: Desk) -> Desk:
    """The child has recovered his password just now."""
    mailed(desk, MAIL)
    desk.activated()
    recover(desk, "лужа прыгнула в сапог")
    return desk


def recover(desk: Desk, password: str) -> None:
    ask(MAIL)
    assert Client().post(link(desk), {"password": password}).status_code == 303


def press(client: Client, page: str = "/journal/") -> str:
    """Where «Понятно» of the page is sent."""
    found = re.search(r'action="(/cards/told/[^"]+)"', words(client.get(page)))
    assert found
    return found[1].replace("&amp;", "&")


def test_the_class_teacher_reads_it_above_his_pages_until_he_has_understood(
    told: Desk,
) -> None:
    teacher = told.office.teacher()
    for page in ("/journal/", "/cards/", "/desk/"):
        shown = words(teacher.get(page))
        assert TITLE in shown, page
        assert "Иванова П. И., " in shown, page
        assert f"/registry/cards/{told.office.key(told.child)}/#entries" in shown
    done = teacher.post(press(teacher))
    assert (done.status_code, done["Location"]) == (303, "/")
    for page in ("/journal/", "/cards/"):
        assert TITLE not in words(teacher.get(page)), page
    with told.office.behind():
        assert Delivery.objects.exclude(seen_at=None).count() == 1


def test_a_look_puts_nothing_away(told: Desk) -> None:
    teacher = told.office.teacher()
    address = press(teacher)
    assert teacher.get(address).status_code == 405
    assert TITLE in words(teacher.get("/journal/"))


def test_nobody_else_reads_it_or_puts_it_away(
    told: Desk, another_office: Callable[[], Office]
) -> None:
    office = told.office
    address = press(office.teacher())
    for other in (office.head(), office.colleague(), another_office().teacher()):
        assert TITLE not in words(other.get("/journal/"))
        assert other.post(address).status_code == 404
    assert Client().post(address).status_code == 302
    office.leave_class()
    former = office.teacher()
    assert TITLE not in words(former.get("/journal/"))
    assert former.post(address).status_code == 404
    with office.behind():
        assert not Delivery.objects.exclude(seen_at=None).exists()


def test_a_page_opened_before_puts_away_only_what_it_told(told: Desk) -> None:
    teacher = told.office.teacher()
    former = press(teacher)
    recover(told, "третий пароль за день")
    assert words(teacher.get("/journal/")).count(TITLE) == 2
    teacher.post(former)
    assert words(teacher.get("/journal/")).count(TITLE) == 1
    teacher.post(press(teacher))
    assert TITLE not in words(teacher.get("/journal/"))
    assert teacher.post(former).status_code == 404


def test_after_a_month_it_is_no_news(told: Desk) -> None:
    with told.office.behind():
        Delivery.objects.update(told_at=clock.now() - timedelta(days=30))
    assert TITLE not in words(told.office.teacher().get("/journal/"))


@pytest.mark.parametrize(
    "until",
    ["", "x", "2026-11-18", "2026-11-18T10:00", "9" * 30, "%00", "0001-01-01T00:00Z"],
)
def test_a_moment_that_is_none_is_a_404(told: Desk, until: str) -> None:
    teacher = told.office.teacher()
    address = press(teacher).partition("?")[0]
    assert teacher.post(f"{address}?until={until}").status_code == 404
    assert TITLE in words(teacher.get("/journal/"))
