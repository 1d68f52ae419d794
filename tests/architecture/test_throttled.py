"""Every door that a stranger may knock at is throttled, or says here why it is not."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from school.access.tests import rows
from school.access.throttling import RULES
from school.regions.models import Region
from tests.architecture.test_addresses import all_addresses

pytestmark = pytest.mark.django_db

_MOST = max(rule.most for rule in RULES)

_WRONG_CODE = {"login": "x", "code": "x", "born": "01.02.2015", "password": "x"}

# How to knock at each. More than any rule allows of the same, and it must slow down.
KNOCKS: dict[str, Callable[[Client], HttpResponse]] = {
    "access:start": lambda one: one.post("/access/esia/"),
    "access:return": lambda one: one.get("/access/esia/return/?state=x&code=x"),
    "access:ask": lambda one: one.post("/access/consents/ask/"),
    "access:invitation": lambda one: one.get("/access/invitation/guessed/"),
    "inviting:code": lambda one: one.get("/invited/guessed/"),
    "inviting:invited": lambda one: one.post("/invited/", {"code": "guessed"}),
    "logins:enter": lambda one: one.post("/login/", {"login": "x", "password": "x"}),
    "logins:activate": lambda one: one.post("/login/activate/", _WRONG_CODE),
    "logins:forgotten": lambda one: one.post("/login/forgotten/", {"who": "x"}),
    "logins:renew": lambda one: one.get("/login/new/guessed/"),
    "support:start": lambda one: one.post("/support/", {"number": "guessed"}),
    "support:status": lambda one: one.get("/support/guessed/"),
    "support:report": lambda one: one.post("/support/guessed/report/", {}),
}
EXEMPT = {
    "former-sign-in": "leads to the sign-in page, whatever is sent",
    "access:region": "the names of regions are public",
    "help:instruction": "a public sheet: there is nothing to be guessed",
    "support:letters": "its link is sealed, and a guessed one asks for nothing",
    "access:another": "ends one's own session; asks the database for nothing else",
    "access:leave": "likewise",
}


def doors() -> set[str]:
    """Addresses outside the walls that take a POST or carry something to be guessed."""
    found = {"access:return"}  # what is guessed stands in its query
    for name, pattern in all_addresses():
        if getattr(pattern.callback, "outside", False) and (
            pattern.pattern.converters
            or Client().post(reverse(name)).status_code != 405
        ):
            found.add(name)
    return found


def test_every_door_is_throttled_or_exempt_with_a_reason() -> None:
    rows.make_region()
    assert doors() == KNOCKS.keys() | EXEMPT.keys()
    assert not KNOCKS.keys() & EXEMPT.keys()


@pytest.mark.parametrize("name", KNOCKS)
def test_a_throttled_door_slows_down(name: str) -> None:
    region = rows.make_region()
    if name.startswith("logins:"):
        # Where nobody has a password there is no such door.
        Region.objects.filter(pk=region.pk).update(policy_line="meshchora")
    stranger = Client()
    for _ in range(_MOST + 1):
        answer = KNOCKS[name](stranger)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429, name
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"
