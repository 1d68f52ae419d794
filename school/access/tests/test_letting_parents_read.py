"""A grown student's switch: who turns it, what it closes, and that it works at once."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from school.access.attaching import open_account
from school.access.facts import Profile
from school.access.gathering import gather
from school.access.letting_parents_read import (
    TooEarly,
    carry_to_new_cards,
    let_parents_read,
)
from school.access.lifetimes import FAMILY
from school.access.models import Attachment
from school.access.recognising import at_the_door, come_asking
from school.access.sessions import open_session
from school.access.tests import rows
from school.access.tests.test_come_asking import NAMES
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.lib.dates import add_months
from school.people.letting_read import Word, put_word
from school.people.models import Card, ParentsReading
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


_ZONE = ZoneInfo("Europe/Moscow")


def born(years: int, days: int = 0) -> date:
    """Of somebody who became so old so many days ago."""
    today = clock.today(_ZONE)
    return add_months(date.fromordinal(today.toordinal() - days), -12 * years)


def make(birth_date: date, name: str = "Школа") -> rows.Rows:
    region = rows.Region.objects.first() or rows.make_region()
    made = rows.make_school(region, name)
    with behind(job_of(made.school, name="test")):
        Card.objects.filter(pk=made.child).update(birth_date=birth_date)
    return made


@pytest.fixture
def school() -> rows.Rows:
    """The child became eighteen ten days ago."""
    return make(born(18, 10))


def sign_in(card: str, *schools: rows.Rows) -> str:
    """A session of the mother, or of the child, with the cards of all the schools."""
    oid = {"mother": 1, "child": 2}[card]
    account = open_account(schools[0].region, replace(MOTHER, oid=oid), clock.now())
    cards = tuple(getattr(one, card) for one in schools)
    for one in schools:
        with behind(job_of(one.school, name="test")):
            Attachment.objects.get_or_create(
                school_id=one.school,
                card_id=getattr(one, card),
                account_id=account,
                until_at=None,
                defaults={"oid": oid, "evidence": "snils", "since_at": clock.now()},
            )
    return open_session(account, cards, at=clock.now(), lasts=FAMILY)


def say(token: str, allowed: bool) -> Word | TooEarly | None:
    with at_the_door(token) as recognised:
        assert recognised is not None
        assert recognised.visitor is not None
        by: Visitor = recognised.visitor
        return let_parents_read(by, allowed=allowed, at=clock.now())


def follows(token: str) -> list[int]:
    """Whom a session follows, and PostgreSQL was told of the same."""
    with at_the_door(token) as recognised:
        assert recognised is not None
        visitor = recognised.visitor
        who = [one.student for one in visitor.followed] if visitor else []
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.students', true)")
            (told,) = cursor.fetchone()
        assert [int(each) for each in told.strip("{}").split(",") if each] == who
        seen = Card.objects.filter(kind=Card.Kind.STUDENT)
        assert visitor is None or sorted(seen.values_list("pk", flat=True)) == who
        return who


def test_what_he_says_works_at_the_next_request(school: rows.Rows) -> None:
    mother, child = sign_in("mother", school), sign_in("child", school)
    assert follows(mother) == [school.child]
    said = say(child, allowed=False)
    assert isinstance(said, Word)
    assert follows(mother) == []
    assert come_asking(mother, NAMES)[1] is None, "nor by the foreseen question"
    assert follows(child) == [school.child], "he reads himself as before"
    say(child, allowed=True)
    assert follows(mother) == [school.child]


def test_before_the_birthday_nothing_closes() -> None:
    school = make(born(18, -10))
    assert isinstance(say(sign_in("child", school), allowed=False), Word)
    assert follows(sign_in("mother", school)) == [school.child]


def test_sooner_than_thirty_days_before_it_is_not_his_yet() -> None:
    school = make(born(18, -31))
    said = say(sign_in("child", school), allowed=False)
    assert said == TooEarly(clock.today(_ZONE) + timedelta(days=1))
    with behind(job_of(school.school, name="test")):
        assert not ParentsReading.objects.exists()


def test_one_switch_turns_all_his_cards(school: rows.Rows) -> None:
    other = make(born(18, 10), "Другая школа")
    mother = sign_in("mother", school, other)
    assert follows(mother) == [school.child, other.child]
    say(sign_in("child", school, other), allowed=False)
    assert follows(mother) == []


def test_a_younger_child_is_read_on(school: rows.Rows) -> None:
    other = make(born(10), "Другая школа")
    mother = sign_in("mother", school, other)
    say(sign_in("child", school), allowed=False)
    assert follows(mother) == [other.child]


def test_the_trail_keeps_both_values_and_what_changes_nothing_is_not_noted(
    school: rows.Rows,
) -> None:
    child = sign_in("child", school)
    for allowed in (False, False, True):
        say(child, allowed=allowed)
    with behind(job_of(school.school, name="test")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT thing FROM audit_line WHERE action = 'let_parents_read' ORDER BY id"
        )
        noted = [thing for (thing,) in cursor.fetchall()]
        cursor.execute(
            "SELECT old ->> 'allowed', new ->> 'allowed' FROM history"
            " WHERE what = 'parents_reading' ORDER BY id"
        )
        kept = cursor.fetchall()
    card = f"card:{school.child}"
    assert noted == [
        f"{card} parents_read:none->no",
        f"{card} parents_read:no->yes",
    ]
    assert kept == [(None, "false"), ("false", "true")]


def test_a_parent_may_not_turn_it_and_has_no_switch(school: rows.Rows) -> None:
    mother = sign_in("mother", school)
    assert say(mother, allowed=False) is None
    with at_the_door(mother) as recognised:
        assert recognised is not None
        assert recognised.visitor is not None
        card = Card.objects.get(pk=school.child)
        with (
            pytest.raises(PermissionDenied),
            deed(recognised.visitor, Action.LET_PARENTS_READ, card),
        ):
            pass


def actors(school: rows.Rows) -> dict[str, Actor]:
    near = {"schools": (school.school,), "account": 1}
    seeing = {**near, "students": (school.child,)}
    return {
        "a parent": Actor(Kind.FAMILY, "test", **seeing),
        "a parent's own card": Actor(
            Kind.FAMILY, "test", **seeing, cards=(school.mother,)
        ),
        "a stranger": Actor(Kind.FAMILY, "test", **near),
        "staff": Actor(Kind.STAFF, "test", **near, cards=(school.teacher,)),
        "the door": Actor(Kind.DOOR, "test", cards=(school.child,)),
    }


@pytest.mark.parametrize("who", list(actors(rows.Rows(None, 0, 0, 0, 0))))  # type: ignore[arg-type]
def test_the_walls_let_nobody_else_write(school: rows.Rows, who: str) -> None:
    word = Word(allowed=True, said_at=clock.now())
    with (
        behind(actors(school)[who]),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        put_word(word, school=school.school, student=school.child)
    say(sign_in("child", school), allowed=False)
    with behind(actors(school)[who]), suppress(ProgrammingError), transaction.atomic():
        ParentsReading.objects.update(allowed=True)
    with behind(job_of(school.school, name="test")):
        assert not ParentsReading.objects.get().allowed


def test_a_card_that_comes_later_learns_his_last_word(school: rows.Rows) -> None:
    say(sign_in("child", school), allowed=False)
    other = make(born(18, 10), "Другая школа")
    mother = sign_in("mother", other)
    assert follows(mother) == [other.child]
    profiles = [Profile("student", one.school, one.child) for one in (school, other)]
    both = [*profiles, Profile("guardian", other.school, other.mother)]
    carry_to_new_cards(both, tied=(school.child, other.child))
    assert follows(mother) == [other.child], "nothing is new"
    carry_to_new_cards(both, tied=(school.child,))
    assert follows(mother) == []


def test_of_two_words_the_later_stands(school: rows.Rows) -> None:
    now = clock.now()
    with behind(job_of(school.school, name="test")):
        for allowed, at in ((False, now), (True, rows.MOMENT.replace(year=2000))):
            put_word(Word(allowed, at), school=school.school, student=school.child)
        assert not ParentsReading.objects.get().allowed


def test_the_door_gathers_what_he_said(school: rows.Rows) -> None:
    say(sign_in("child", school), allowed=False)
    facts = gather(school.region, MOTHER, clock.now().date())
    (link,) = facts.kinship
    assert (link.born, link.allows) == (born(18, 10), False)


def browser(token: str) -> Client:
    client = Client()
    client.cookies["session"] = token
    return client


def test_the_page_turns_it_and_says_what_follows(school: rows.Rows) -> None:
    child = browser(sign_in("child", school))
    page = child.get("/access/reading/").content.decode()
    assert "пока вы не возразите" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert child.post("/access/reading/", {"parents": "no"}).status_code == 302
    page = child.get("/access/reading/").content.decode()
    assert "Не видят" in page.replace("\N{NO-BREAK SPACE}", " ")
    child.post("/access/reading/", {"parents": "perhaps"})
    assert "Показать родителям" in child.get("/access/reading/").content.decode()


def test_a_parent_reads_a_sentence_and_presses_nothing(school: rows.Rows) -> None:
    mother = browser(sign_in("mother", school))
    page = mother.get("/access/reading/").content.decode()
    assert 'name="parents"' not in page
    assert mother.post("/access/reading/", {"parents": "yes"}).status_code == 403


def test_whom_he_keeps_out_is_told_so(school: rows.Rows) -> None:
    mother = browser(sign_in("mother", school))
    say(sign_in("child", school), allowed=False)
    assert mother.get("/access/reading/")["Location"] == "/access/closed/"
    page = mother.get("/access/closed/")
    assert page.status_code == 403
    assert "сам решает" in page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_sooner_the_page_says_from_when() -> None:
    child = browser(sign_in("child", make(born(17))))
    page = child.get("/access/reading/").content.decode()
    assert "Переключатель появится здесь" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'name="parents"' not in page
    assert child.post("/access/reading/", {"parents": "no"}).status_code == 302
