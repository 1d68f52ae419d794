"""The last administrator who stays is not switched off by one who goes."""

from datetime import timedelta

import pytest

from school.people.models import Card
from school.registry.tests.conftest import Office, words
from school.registry.tests.test_saving import save
from school.staff.remaining import NOBODY_LEFT
from school.staff.tests.test_leaving import administrates, today
from school.staff.tests.test_roles import end

pytestmark = pytest.mark.django_db


def switch(office: Office, card: int, user: str = "inactive") -> str:
    answer = save(office, "entries", card, by=office.head(), user=user)
    return words(answer) if answer.status_code != 303 else "done"


@pytest.fixture
def leaving(office: Office) -> Office:
    """The head's role ends in three days; the teacher's lasts on."""
    administrates(office, office.rows.teacher)
    soon = (today() + timedelta(days=3)).isoformat()
    assert end(office, office.head(), office.head_card, soon) == "done"
    return office


def test_who_goes_does_not_switch_off_who_stays(leaving: Office) -> None:
    assert NOBODY_LEFT in switch(leaving, leaving.rows.teacher)
    assert leaving.card(leaving.rows.teacher).user == Card.User.ACTIVE


def test_one_of_two_who_stay_is_switched_off_and_on(office: Office) -> None:
    administrates(office, office.rows.teacher)
    assert switch(office, office.rows.teacher) == "done"
    assert office.card(office.rows.teacher).user == Card.User.INACTIVE
    assert switch(office, office.rows.teacher, "active") == "done"


def test_who_is_no_administrator_is_switched_off_by_one_who_goes(
    leaving: Office,
) -> None:
    assert switch(leaving, leaving.rows.mother) == "done"
