"""Somebody who was just refused, in his own browser."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from school.access import gosuslugi
from school.access.facts import Identity
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School


@dataclass
class Refused:
    """A browser with a refusal, and the number on its page."""

    browser: Client
    reference: str

    @property
    def form(self) -> str:
        return f"/support/{self.reference}/report/"

    @property
    def status(self) -> str:
        return f"/support/{self.reference}/"


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


@pytest.fixture
def refuse(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Refused]:
    """``refuse(identity)``: Госуслуги name the person, who has no consent."""

    def come(identity: Identity = MOTHER) -> Refused:
        monkeypatch.setattr(gosuslugi, "identify", lambda **_: identity)
        browser = Client()
        begun = browser.post("/access/esia/")
        state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
        browser.get("/access/esia/return/", {"state": state, "code": "x"})
        page = browser.get("/access/refused/").content.decode()
        reference = page.partition('data-reference="')[2].partition('"')[0]
        return Refused(browser, reference)

    return come


def filled(school: rows.Rows, **more: str) -> dict[str, str]:
    """A form that nothing is missing in."""
    key = to_text(School.objects.get(pk=school.school).key)
    typed = {
        "school": key,
        "class_typed": "5 Б",
        "child": "Иванов Пётр Ильич",
        "contact": "8 900 000-00-00",
        "comment": "Сменили фамилию",
    }
    return typed | more


def child_of(age: int) -> Identity:
    """Somebody of this age whom no school knows."""
    born = clock.now().date().replace(day=1)
    return replace(
        MOTHER,
        oid=7000 + age,
        first_name="Мария",
        birth_date=born.replace(year=born.year - age),
        snils="90000099930",
        level="confirmed",
    )
