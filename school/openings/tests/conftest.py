"""An office, and the region's operator to whom it is open or may be opened."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from school.access import operating
from school.access.models import Operator
from school.access.operating import Keeper
from school.access.tests.test_operator_page import PERSON, operator
from school.audit.models import AuditLine
from school.lib import clock
from school.lib.keys import to_text
from school.openings.models import Opening
from school.openings.rules import Why
from school.regions.models import Region, School
from school.registry.tests.conftest import Office, another_office, office
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

__all__ = ["another_office", "office"]

PAGE = "/openings/"
REGION, DESK, END = f"{PAGE}region/", f"{PAGE}region/desk/", f"{PAGE}region/end/"
REASON = "Родители звонят на горячую линию"
WHY = Why(REASON, "вх. 118")


@pytest.fixture(autouse=True)
def usual_clock() -> Iterator[None]:
    yield
    clock.use(clock.Clock())


def proved() -> Any:
    """The operator, who has just typed his password."""
    return replace(PERSON, proved_at=clock.now())


@pytest.fixture
def whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> Client:
    return operator(office.rows.region, monkeypatch, person=proved())


def sent(office: Office, **more: str) -> dict[str, str]:
    """The form, filled in for this school."""
    key = School.objects.get(pk=office.school).key
    said = {"school": to_text(key), "reason": WHY.reason, "number": WHY.number}
    return {**said, **more}


@pytest.fixture
def opened(office: Office, whole: Client) -> Client:
    """The operator's browser, the school open to him."""
    answer = whole.post(REGION, sent(office))
    assert (answer.status_code, answer["Location"]) == (303, DESK)
    return whole


def keeper_of(region: Region) -> Keeper:
    """The operator of this region, as the product knows him."""
    with behind(Actor(Kind.SUPPORT, "test", region=region.pk)):
        account = Operator.objects.get(municipality=None, until_at=None).account_id
    found = operating.keeper(account)
    assert found is not None
    return found


def acts(office: Office) -> list[str]:
    """What the trail of the school says was done."""
    with office.behind():
        found = AuditLine.objects.filter(school_id=office.school).order_by("pk")
        return list(found.values_list("action", flat=True))


def only(office: Office) -> Opening:
    with office.behind():
        return Opening.objects.get()
