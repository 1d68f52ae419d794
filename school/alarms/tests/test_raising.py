"""When days are counted: none is missed, and an hour over midnight is an hour."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from school.alarms.limits import USUAL
from school.alarms.raising import raise_what_is_due
from school.alarms.tests.test_alarms import DAY, MOSCOW, NEXT, found, looks, morning
from school.lib import clock
from school.registry.tests.conftest import Office, office

__all__ = ["morning", "office"]
pytestmark = pytest.mark.django_db


def at(moment: timedelta) -> None:
    """So long after the morning when the day would have been counted."""
    clock.use(clock.Clock(start=NEXT + moment - clock.Clock().now()))


def export(office: Office, minutes: int) -> None:
    """An export so long after midnight."""
    midnight = datetime(DAY.year, DAY.month, DAY.day, tzinfo=MOSCOW)
    actor = f"account:1 card:{office.head_card}"
    with office.behind(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_line (at, actor, action, thing, school_id, request)"
            " VALUES (%s, %s, 'export_registry', 'school:1', %s, '')",
            [midnight + timedelta(minutes=minutes), actor, office.school],
        )


@pytest.mark.parametrize(("days", "is_counted"), [(0, 1), (4, 1), (6, 1), (7, 0)])
def test_a_worker_that_was_away_counts_what_it_has_missed(
    office: Office, morning: None, days: int, is_counted: int
) -> None:
    looks(office, USUAL.cards + 1)
    at(timedelta(days=days))
    assert raise_what_is_due() == is_counted
    at(timedelta(days=days + 1))
    assert raise_what_is_due() == 0


def test_an_hour_of_exports_may_begin_the_day_before(office: Office) -> None:
    export(office, -10)
    export(office, -5)
    assert found(office) == []
    export(office, 5)
    export(office, 10)
    assert found(office) == [("exports", office.head_card, 4)]
