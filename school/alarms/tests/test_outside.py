"""Too many cards in an hour outside one's own class are unusual; the class is not."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from school.academics.models import ClassTeacher, Enrolment
from school.alarms.limits import USUAL
from school.alarms.tests.test_alarms import DAY, MOSCOW, found
from school.people.models import Kinship
from school.registry.tests.conftest import Office, office

__all__ = ["office"]
pytestmark = pytest.mark.django_db

TEN = datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=MOSCOW)


def opens(
    office: Office,
    cards: range | list[int],
    *,
    every: timedelta = timedelta(minutes=1),
    since: datetime = TEN,
    action: str = "open_card",
) -> None:
    """The administrator opens these cards one by one."""
    actor = f"account:1 card:{office.head_card}"
    rows = [
        (office.school, since + every * number, actor, action, card)
        for number, card in enumerate(cards)
    ]
    with office.behind(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO glance (school_id, at, actor, action, card_id)"
            " VALUES (%s, %s, %s, %s, %s)",
            rows,
        )


def strangers(count: int) -> range:
    """Ids of cards that nobody leads."""
    return range(1_000_000, 1_000_000 + count)


def leads(office: Office, *, until: date | None = None) -> None:
    """The administrator leads the child's class."""
    with office.behind():
        ClassTeacher.objects.update(teacher=office.head_card, until_date=until)


@pytest.mark.parametrize(
    ("count", "is_unusual"), [(USUAL.outside, 0), (USUAL.outside + 1, 1)]
)
def test_more_than_forty_in_an_hour_are_unusual(
    office: Office, count: int, is_unusual: int
) -> None:
    opens(office, strangers(count))
    opens(office, strangers(count), since=TEN + timedelta(seconds=1))
    assert found(office) == [("outside", office.head_card, count)] * is_unusual


def test_as_many_in_two_hours_are_not(office: Office) -> None:
    opens(office, strangers(USUAL.outside + 20), every=timedelta(minutes=2))
    assert found(office) == []


def test_an_hour_may_begin_the_day_before(office: Office) -> None:
    midnight = TEN - timedelta(hours=10)
    opens(office, strangers(41), since=midnight - timedelta(minutes=20))
    assert found(office) == [("outside", office.head_card, 41)]


def test_an_hour_that_ended_the_day_before_is_of_that_day(office: Office) -> None:
    opens(office, strangers(41), since=TEN - timedelta(hours=10, minutes=41))
    assert found(office) == []


def test_what_is_printed_of_a_whole_class_was_not_opened(office: Office) -> None:
    opens(office, strangers(60), every=timedelta(seconds=0), action="print_diary")
    assert found(office) == []


@pytest.mark.parametrize(
    ("until", "times"), [(None, 0), (DAY, 42), (DAY + timedelta(days=1), 0)]
)
def test_a_class_is_ones_own_while_one_leads_it(
    office: Office, until: date | None, times: int
) -> None:
    leads(office, until=until)
    opens(office, [office.rows.child, office.rows.mother, *strangers(40)])
    assert found(office) == ([("outside", office.head_card, times)] if times else [])


def test_who_has_left_the_class_is_another_s(office: Office) -> None:
    leads(office)
    with office.behind():
        Enrolment.objects.update(until_date=DAY)
    opens(office, [office.rows.child, office.rows.mother, *strangers(40)])
    assert found(office) == [("outside", office.head_card, 42)]


def test_a_guardian_s_tie_that_has_ended_opens_him_no_more(office: Office) -> None:
    leads(office)
    with office.behind():
        Kinship.objects.update(until_date=DAY)
    opens(office, [office.rows.child, office.rows.mother, *strangers(40)])
    assert found(office) == [("outside", office.head_card, 41)]
