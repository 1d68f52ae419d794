"""What the redirect must look like before anything is used up."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from school.access import gosuslugi
from school.access.models import Attempt, Session
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER

pytestmark = pytest.mark.django_db

RETURN = "/access/esia/return/"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> tuple[Client, str]:
    """A browser that has gone to Госуслуги, and what brings it back."""
    rows.make_school(rows.make_region())
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: MOTHER)
    browser = Client()
    address = browser.post("/access/esia/")["Location"]
    state = parse_qs(urlsplit(address).query)["state"][0]
    return browser, f"state={state}&code=x"


@pytest.mark.parametrize("again", ["state=x", "code=x", "error=&error=", "x=1&x=1"])
def test_who_says_a_thing_twice_says_nothing(
    begun: tuple[Client, str], again: str
) -> None:
    browser, query = begun
    for doubled in (f"{query}&{again}", f"{again}&{query}"):
        assert browser.get(f"{RETURN}?{doubled}")["Location"] == "/access/refused/"
    attempt = Attempt.objects.get()
    assert (attempt.used_at, attempt.outcome) == (None, Attempt.Outcome.STARTED)


def test_who_only_looks_uses_nothing_up(begun: tuple[Client, str]) -> None:
    browser, query = begun
    assert browser.head(f"{RETURN}?{query}")["Location"] == "/access/refused/"
    assert Attempt.objects.get().used_at is None
    browser.get(f"{RETURN}?{query}")
    assert Attempt.objects.get().used_at is not None
    assert not Session.objects.exists(), "without a consent"
