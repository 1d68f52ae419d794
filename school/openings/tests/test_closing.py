"""The end of an opening: by the school, by the operator, by the clock, by his role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from school.access.models import Operator
from school.lib import clock
from school.lib.keys import to_text
from school.openings import rules
from school.openings.opening import NO_ROLE, open_school
from school.openings.tests.conftest import (
    DESK,
    END,
    PAGE,
    REASON,
    REGION,
    WHY,
    acts,
    keeper_of,
    only,
)
from school.registry.tests.conftest import Office, words
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

_MINUTE = timedelta(minutes=1)


def later(minutes: int) -> None:
    """So much later, by the shown clock."""
    clock.use(clock.Clock(start=clock.now() - clock.Clock().now() + minutes * _MINUTE))


def test_the_school_sees_at_once_who_why_and_until_when(
    office: Office, opened: Client
) -> None:
    head = office.head()
    until = only(office).until_at.astimezone(office.rows.region.zone())
    for place in ("/desk/", "/registry/students/", "/alarms/", PAGE):
        page = words(head.get(place))
        assert f"Нуйя К., до {until:%H:%M}. Причина: {REASON}" in page
        assert "Закрыть доступ" in page
    assert "Закрыть доступ" not in words(office.teacher().get("/desk/"))


def test_the_school_ends_it_and_his_next_request_finds_nothing(
    office: Office, opened: Client
) -> None:
    assert opened.get(DESK).status_code == 200
    head = office.head()
    place = f"{PAGE}{to_text(only(office).key)}/"
    answer = head.post(place)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert opened.get(DESK)["Location"] == REGION
    page = words(head.get(PAGE))
    assert "Закрыто раньше срока: Тамара" in page
    assert "Закрыть доступ" not in page
    ended = only(office).ended_at
    assert head.post(place).status_code == 303
    assert only(office).ended_at == ended, "what has ended stays as it was"
    assert acts(office).count("close_opening") == 1


def test_the_operator_ends_it_himself_and_it_stays_in_the_list(
    office: Office, opened: Client
) -> None:
    assert opened.post(END)["Location"] == REGION
    assert opened.get(DESK)["Location"] == REGION
    assert opened.post(END).status_code == 303, "twice is once"
    page = words(office.head().get(PAGE))
    assert REASON in page
    assert "вх. 118. Закрыто раньше срока: Нуйя К." in page
    assert "Закрыть доступ" not in page


def test_after_sixty_minutes_it_is_over(office: Office, opened: Client) -> None:
    # A session of an operator lasts half an hour without a request.
    for minutes, is_open in ((25, True), (25, True), (9, True), (1, False)):
        later(minutes)
        assert ("Location" not in opened.get(DESK)) is is_open, minutes
    assert "Закрыть доступ" not in words(office.head().get("/desk/"))
    assert "Закрыто раньше срока" not in words(office.head().get(PAGE))
    assert only(office).until_at - only(office).since_at == rules.LASTS


def test_whose_role_has_ended_reads_nothing_any_more(
    office: Office, opened: Client
) -> None:
    by = keeper_of(office.rows.region)
    with behind(Actor(Kind.SUPPORT, "test", region=office.rows.region.pk)):
        Operator.objects.update(until_at=clock.now())
    for answer in (opened.get(DESK), opened.get(REGION), opened.post(END)):
        assert answer.status_code == 404
    school = by.schools[office.school]
    at = clock.now() + 2 * rules.LASTS
    assert open_school(by, school, WHY, at) == NO_ROLE


def test_nobody_else_finds_or_ends_an_opening(
    office: Office, opened: Client, another_office: Callable[[], Office]
) -> None:
    place = f"{PAGE}{to_text(only(office).key)}/"
    for person in (office.teacher(), another_office().head()):
        assert person.post(place).status_code == 404
        assert person.get(REGION).status_code == 404
        assert person.get(DESK).status_code == 404
    assert office.teacher().get(PAGE).status_code == 404
    assert office.head().get(DESK).status_code == 404
    for address in (PAGE, REGION, DESK):
        assert Client().get(address)["Location"] == "/access/"
    assert opened.post(place).status_code in (302, 404)
    assert only(office).ended_at is None
