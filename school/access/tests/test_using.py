"""When somebody last came in with a granted role: at the door or by choosing it."""

from datetime import date

import pytest
from django.test import Client

from school.access.tests import rows
from school.access.tests.test_inviting import HEAD, follow, link
from school.access.tests.test_recognising import sign_in
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.rights.granting import grant
from school.rights.models import Use
from school.rights.visitor import Role
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def used(school: rows.Rows) -> list[tuple[int, date | None]]:
    with behind(job_of(school.school, name="test")):
        return list(Use.objects.values_list("card", "used_date"))


def choosing(school: rows.Rows) -> tuple[Client, str]:
    """An administrator who is a mother too, before she chooses; her card's key."""
    with behind(job_of(school.school, name="test")):
        card = Card.objects.get(pk=school.teacher)
        grant(card, Role.ADMINISTRATOR, on=rows.SEPTEMBER)
    browser = Client()
    browser.cookies["session"] = sign_in(school, school.teacher, school.mother)
    return browser, to_text(card.key)


def test_who_has_one_way_to_look_uses_the_role_by_coming_in(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, back = follow(link(school), HEAD, monkeypatch)
    assert back["Location"] == "/"
    ((_, on),) = used(school)
    assert on == clock.today(school.region.zone())


def test_who_is_a_mother_too_uses_it_when_she_chooses_it(school: rows.Rows) -> None:
    browser, key = choosing(school)
    assert browser.post("/access/roles/", {"role": "family"})["Location"] == "/"
    assert used(school) == []
    assert browser.post("/access/roles/", {"role": key})["Location"] == "/"
    assert browser.get("/staff/").status_code == 200
    assert used(school) == [(school.teacher, clock.today(school.region.zone()))]


def test_a_teacher_without_a_granted_role_leaves_no_trace(school: rows.Rows) -> None:
    browser = Client()
    browser.cookies["session"] = sign_in(school, school.teacher, school.mother)
    with behind(job_of(school.school, name="test")):
        key = to_text(Card.objects.get(pk=school.teacher).key)
    assert browser.post("/access/roles/", {"role": key})["Location"] == "/"
    assert used(school) == []
