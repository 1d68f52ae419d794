"""A role that nobody uses is suspended, given back with one press, and written down."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from school.audit.models import AuditLine
from school.lib import clock
from school.people.models import Card
from school.registry.tests.conftest import Office, words
from school.rights.granting import grant
from school.rights.models import Grant, Use
from school.rights.using import use
from school.rights.visitor import Role
from school.staff.lasting import UNUSED_AFTER
from school.staff.suspending import suspend_what_is_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    yield
    clock.use(clock.Clock())


def later(days: int) -> None:
    clock.use(clock.Clock(start=timedelta(days=days)))


def today() -> date:
    """The region's day."""
    return clock.today(ZoneInfo("Europe/Moscow"))


@pytest.fixture
def two(office: Office) -> Office:
    """A school with two administrators: the head, who comes in, and the teacher."""
    with office.behind():
        card = Card.objects.get(pk=office.rows.teacher)
        grant(card, Role.ADMINISTRATOR, on=today())
    return office


def suspended(office: Office) -> list[int]:
    with office.behind():
        return [one.card_id for one in Grant.objects.filter(suspended=True)]


def test_the_first_round_only_begins_to_watch(two: Office) -> None:
    with two.behind():
        Grant.objects.update(since_date=date(2020, 9, 1))
    assert suspend_what_is_due() == 0
    with two.behind():
        found = list(Use.objects.values_list("watched_date", "used_date"))
    assert found == [(today(), None)] * 2
    assert suspended(two) == []


def test_after_ninety_days_the_unused_role_ends_and_a_line_tells_it(
    two: Office,
) -> None:
    suspend_what_is_due()
    later(UNUSED_AFTER.days - 1)
    use(two.school, two.head_card, on=today())
    assert suspend_what_is_due() == 0
    later(UNUSED_AFTER.days + 1)
    assert suspend_what_is_due() == 1
    assert suspended(two) == [two.rows.teacher]
    assert two.teacher().get("/staff/").status_code == 404
    with two.behind():
        line = AuditLine.objects.get(action="suspend_role")
    assert line.actor == "job:roles"
    assert f"card:{two.rows.teacher}" in line.thing
    assert suspend_what_is_due() == 0


def test_it_is_given_back_with_one_press_and_counts_anew(two: Office) -> None:
    suspend_what_is_due()
    later(UNUSED_AFTER.days + 1)
    use(two.school, two.head_card, on=today())
    suspend_what_is_due()
    page = words(two.head().get("/staff/"))
    assert f'data-suspended="{two.key(two.rows.teacher)}"' in page
    two.head().post("/staff/give/", {"card": two.key(two.rows.teacher)})
    assert two.teacher().get("/staff/").status_code == 200
    assert suspend_what_is_due() == 0
    page = words(two.head().get("/staff/"))
    assert "data-suspended" not in page


def test_the_only_administrator_stays_and_the_page_says_so(office: Office) -> None:
    suspend_what_is_due()
    later(UNUSED_AFTER.days + 1)
    assert suspend_what_is_due() == 0
    assert suspended(office) == []
    assert "другого администратора нет" in words(office.head().get("/staff/"))
