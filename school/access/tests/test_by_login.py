"""A child whom only his school knows, and what becomes of him when Госуслуги do."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from school.access.attaching import open_account
from school.access.by_login import account_by_login
from school.access.facts import Identity
from school.access.lifetimes import FAMILY
from school.access.models import Account, Attachment
from school.access.recognising import Recognised, at_the_door
from school.access.sessions import open_session
from school.access.signing_in import CameIn
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_signing_in import decided
from school.lib import clock
from school.people.models import Card
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

BORN = date(2012, 9, 1)
CHILD = replace(MOTHER, oid=3000, first_name="Пётр", birth_date=BORN, snils=rows.CHILD)


@pytest.fixture
def school() -> rows.Rows:
    """By the rules of 2022; the child is 14 and some weeks: both ways are open."""
    region = Region.objects.create(slug="m", name="Область", policy_line="meshchora")
    made = rows.make_school(region)
    with behind(job_of(made.school, name="test")):
        Card.objects.filter(pk=made.child).update(birth_date=BORN)
    return made


def by_login(school: rows.Rows, name: str = "Пётр И.") -> int:
    return account_by_login(
        school.region, school.school, school.child, name, clock.now()
    )


def signed_in(school: rows.Rows) -> str:
    account = by_login(school)
    return open_session(account, (school.child,), at=clock.now(), lasts=FAMILY)


def ties(school: rows.Rows) -> list[Any]:
    with behind(job_of(school.school, name="test")):
        names = ("account_id", "oid", "evidence", "until_at")
        return list(Attachment.objects.filter(card=school.child).values_list(*names))


def seen(token: str) -> Recognised:
    with at_the_door(token) as found:
        assert found is not None
        return found


def come(school: rows.Rows, who: Identity = CHILD) -> CameIn:
    result = decided(school, who)
    assert isinstance(result, CameIn)
    return result


def reads(token: str) -> list[int]:
    visitor = seen(token).visitor
    return [one.student for one in visitor.followed] if visitor else []


def test_he_has_an_account_without_an_oid_and_reads_his_diary(
    school: rows.Rows,
) -> None:
    token = signed_in(school)
    visitor = seen(token).visitor
    assert visitor is not None
    assert (visitor.oid, visitor.short_name) == (None, "Пётр И.")
    assert reads(token) == [school.child]
    assert ties(school) == [(visitor.account, None, "login", None)]


def test_the_second_time_it_is_the_same_account_with_the_name_of_today(
    school: rows.Rows,
) -> None:
    first = by_login(school)
    assert by_login(school, "Пётр С.") == first
    with behind(Actor(Kind.DOOR, "test", account=first)):
        assert Account.objects.get(pk=first).short_name == "Пётр С."


def test_at_gosuslugi_he_is_the_same_and_stays_signed_in_where_he_was(
    school: rows.Rows,
) -> None:
    phone = signed_in(school)
    before = ties(school)
    came = come(school)
    account = seen(came.token).session.account_id
    assert ties(school) == [(account, CHILD.oid, "snils", None)]
    assert before[0][0] != account, "it was another account until then"
    visitor = seen(phone).visitor
    assert visitor is not None
    assert (visitor.account, visitor.oid) == (account, CHILD.oid)
    assert by_login(school) == account, "by the login too he is the one at Госуслуги"


def test_an_account_that_is_there_already_takes_the_card_over(
    school: rows.Rows,
) -> None:
    known = open_account(school.region, CHILD, clock.now())
    signed_in(school)
    assert seen(come(school).token).session.account_id == known
    assert ties(school) == [(known, CHILD.oid, "snils", None)]


def test_who_came_through_gosuslugi_first_has_one_account_by_login(
    school: rows.Rows,
) -> None:
    account = seen(come(school).token).session.account_id
    assert by_login(school) == account
    with behind(Actor(Kind.DOOR, "test", account=account)):
        assert Account.objects.get(pk=account).short_name == CHILD.name.short


@pytest.mark.parametrize(
    "differs",
    [{"birth_date": date(2012, 9, 2)}, {"last_name": "Петрова"}, {"snils": None}],
)
def test_another_person_takes_nothing_over(
    school: rows.Rows, differs: dict[str, Any]
) -> None:
    phone = signed_in(school)
    before = ties(school)
    assert not isinstance(decided(school, replace(CHILD, **differs)), CameIn)
    assert ties(school) == before
    assert reads(phone) == [school.child]


def test_a_card_of_gosuslugi_is_taken_over_by_nobody(school: rows.Rows) -> None:
    come(school)
    before = ties(school)
    assert not isinstance(decided(school, replace(CHILD, oid=3001)), CameIn)
    assert ties(school) == before


def test_a_user_who_is_switched_off_is_out_at_once(school: rows.Rows) -> None:
    token = signed_in(school)
    with behind(job_of(school.school, name="test")):
        Card.objects.filter(pk=school.child).update(user=Card.User.INACTIVE)
    assert reads(token) == []
