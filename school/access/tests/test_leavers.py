"""Whoever left keeps reading until 31 August of that school year, in his own zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from school.academics import enrolling
from school.academics.models import Enrolment, SchoolClass
from school.access.attaching import open_account
from school.access.lifetimes import FAMILY
from school.access.models import Attachment
from school.access.recognising import at_the_door
from school.access.sessions import open_session
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.people.models import Card, Kinship
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
# Five hours before Greenwich's midnight: a border counted in UTC would be wrong.
ZONE = ZoneInfo("Asia/Yekaterinburg")
SEPTEMBER = date(2026, 9, 1)
LAST_MINUTE = datetime(2027, 8, 31, 23, 59, tzinfo=ZONE)
MIDNIGHT = datetime(2027, 9, 1, 0, 0, tzinfo=ZONE)

At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the clock."""

    def put(moment: datetime) -> None:
        offset = moment - datetime.now(UTC)  # noqa: TID251 - this is where it is set
        monkeypatch.setattr(clock, "_clock", clock.Clock(start=offset))

    return put


@pytest.fixture
def school(at: At) -> rows.Rows:
    """A school on the Urals; the child is in its eleventh class."""
    at(datetime(2026, 9, 1, 9, tzinfo=ZONE))
    region = rows.make_region()
    region.time_zone = ZONE.key
    region.save()
    made = rows.make_school(region)
    with behind(job_of(made.school, name="test")):
        eleventh = SchoolClass.objects.create(
            school_id=made.school, year=2026, grade=11, letter="А"
        )
        enrolling.enrol(
            student=Card.objects.get(pk=made.child),
            school_class=eleventh,
            since=SEPTEMBER,
        )
    return made


def sign_in(school: rows.Rows, card: int, other: rows.Rows | None = None) -> str:
    """A session of the card, and of the mother's card in another school."""
    account = open_account(school.region, MOTHER, clock.now())
    ties = {card: school.school} | ({other.mother: other.school} if other else {})
    how = {"oid": MOTHER.oid, "evidence": "snils", "since_at": clock.now()}
    for tied, place in ties.items():
        with behind(job_of(place, name="test")):
            Attachment.objects.get_or_create(
                school_id=place,
                card_id=tied,
                account_id=account,
                until_at=None,
                defaults=how,
            )
    return open_session(account, tuple(ties), at=clock.now(), lasts=FAMILY)


def leave(school: rows.Rows, on: date, child: int | None = None) -> None:
    with behind(job_of(school.school, name="test")):
        student = Card.objects.get(pk=child or school.child)
        assert enrolling.leave(student=student, on=on)


def followed(token: str) -> list[int]:
    """Students that a session may follow now; the door alone when there is none."""
    with at_the_door(token) as recognised:
        assert recognised is not None
        seen = set(Enrolment.objects.values_list("student", flat=True))
        if recognised.visitor is None:
            assert seen == set(), "nothing is left open behind the door"
            return []
        who = [one.student for one in recognised.visitor.followed]
        assert seen <= set(who)
        return who


def reads_at(school: rows.Rows, moment: datetime, at: At) -> set[bool]:
    """Whether mother and child read at that moment."""
    at(moment)
    cards = (school.mother, school.child)
    return {followed(sign_in(school, card)) == [school.child] for card in cards}


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(date(2026, 11, 9), id="in the middle of the year"),
        pytest.param(date(2027, 7, 1), id="by an order in summer"),
        pytest.param(date(2027, 9, 1), id="when the year turned"),
    ],
)
def test_a_leavers_family_reads_until_the_last_minute_of_august(
    school: rows.Rows, left: date, at: At
) -> None:
    leave(school, left)
    assert reads_at(school, LAST_MINUTE, at) == {True}
    assert reads_at(school, MIDNIGHT, at) == {False}


def test_whoever_studied_on_the_first_of_september_left_in_the_next_year(
    school: rows.Rows, at: At
) -> None:
    leave(school, date(2027, 9, 2))
    assert reads_at(school, MIDNIGHT, at) == {True}
    assert reads_at(school, datetime(2028, 8, 31, 23, 59, tzinfo=ZONE), at) == {True}
    assert reads_at(school, datetime(2028, 9, 1, tzinfo=ZONE), at) == {False}


def test_whoever_has_not_left_reads_on_though_nobody_turned_the_year(
    school: rows.Rows, at: At
) -> None:
    assert reads_at(school, MIDNIGHT, at) == {True}


def test_whoever_has_no_place_yet_is_followed(school: rows.Rows, at: At) -> None:
    with behind(job_of(school.school, name="test")):
        Enrolment.objects.update(until_date=SEPTEMBER)
    assert reads_at(school, MIDNIGHT, at) == {True}, "an empty place is none"


def test_who_comes_back_reads_again(school: rows.Rows, at: At) -> None:
    leave(school, date(2026, 11, 9))
    at(MIDNIGHT)
    token = sign_in(school, school.mother)
    assert followed(token) == []
    with behind(job_of(school.school, name="test")):
        enrolling.enrol(
            student=Card.objects.get(pk=school.child),
            school_class=SchoolClass.objects.get(),
            since=date(2027, 9, 1),
        )
    assert followed(token) == [school.child]


def test_a_brother_who_stays_is_read_on(school: rows.Rows, at: At) -> None:
    with behind(job_of(school.school, name="test")):
        brother = Card.objects.create(
            school_id=school.school,
            kind=Card.Kind.STUDENT,
            last_name="Иванов",
            first_name="Лев",
            birth_date=date(2016, 1, 9),
        )
        Kinship.objects.create(
            school_id=school.school,
            guardian_id=school.mother,
            student=brother,
            kind=Kinship.Kind.MOTHER,
            since_date=SEPTEMBER,
        )
        enrolling.enrol(
            student=brother, school_class=SchoolClass.objects.get(), since=SEPTEMBER
        )
    leave(school, date(2027, 7, 1))
    at(LAST_MINUTE)
    both = followed(sign_in(school, school.mother))
    assert sorted(both) == sorted([school.child, brother.pk])
    at(MIDNIGHT)
    assert followed(sign_in(school, school.mother)) == [brother.pk]


def test_a_child_of_two_schools_is_closed_in_the_one_he_left(
    school: rows.Rows, at: At
) -> None:
    other = rows.make_school(school.region, "Другая школа")
    leave(school, date(2026, 11, 9))
    at(LAST_MINUTE)
    token = sign_in(school, school.mother, other)
    assert followed(token) == [school.child, other.child]
    at(MIDNIGHT)
    token = sign_in(school, school.mother, other)
    assert followed(token) == [other.child]


def test_at_the_door_places_show_only_of_students_who_are_named(
    school: rows.Rows,
) -> None:
    for students, seen in (((), 0), ((school.mother,), 0), ((school.child,), 1)):
        with behind(Actor(kind=Kind.DOOR, name="test", students=students)):
            assert Enrolment.objects.count() == seen
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM school_class")
                assert cursor.fetchone() == (0,)
