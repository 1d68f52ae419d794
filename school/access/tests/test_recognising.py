"""A session is only a hint: who may look at what is read anew every time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access import recognising
from school.access.attaching import open_account
from school.access.lifetimes import FAMILY, STAFF
from school.access.models import Attachment, Session
from school.access.recognising import Arrival, Way, at_the_door, digest_of
from school.access.sessions import choose, close, is_open, open_session
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.people.models import Card, Employee, Kinship
from school.rights.visitor import Role, Visitor
from school.walls.actor import Kind, job_of
from school.walls.behind import behind, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def sign_in(school: rows.Rows, *cards: int) -> str:
    """Tie the cards to an account and open its session."""
    account = open_account(school.region, MOTHER, clock.now())
    with behind(job_of(school.school, name="test")):
        for card in cards:
            Attachment.objects.create(
                school_id=school.school,
                card_id=card,
                account_id=account,
                oid=MOTHER.oid,
                evidence="snils",
                since_at=clock.now(),
            )
    return open_session(account, cards, at=clock.now(), lasts=FAMILY)


def look(token: str) -> Visitor | None:
    with at_the_door(token) as recognised:
        if recognised is None:
            assert actor() is None
            return None
        if recognised.visitor is None:
            assert actor().kind is Kind.DOOR
        return recognised.visitor


def actor() -> Any:
    place = standing()
    assert place is not None
    return place.actor


def session_of(token: str) -> Arrival:
    with at_the_door(token) as recognised:
        assert recognised is not None
        return recognised.session


def test_a_mother_follows_her_child(school: rows.Rows) -> None:
    visitor = look(sign_in(school, school.mother))
    assert visitor is not None
    assert [(one.student, one.role) for one in visitor.followed] == [
        (school.child, Role.GUARDIAN)
    ]
    assert visitor.short_name == "Анна\N{NO-BREAK SPACE}И."
    assert not visitor.is_staff
    assert standing() is None


def test_a_pupil_follows_himself(school: rows.Rows) -> None:
    visitor = look(sign_in(school, school.child))
    assert visitor is not None
    assert [(one.student, one.role) for one in visitor.followed] == [
        (school.child, Role.STUDENT)
    ]


def test_a_teacher_is_one_card_of_one_school(school: rows.Rows) -> None:
    visitor = look(sign_in(school, school.teacher))
    assert visitor is not None
    assert (visitor.school, visitor.card) == (school.school, school.teacher)
    assert visitor.followed == ()


def end_kinship(school: rows.Rows) -> None:
    Kinship.objects.update(until_date=clock.now().date())


def restrict(school: rows.Rows) -> None:
    Kinship.objects.update(restricted=True)


def deactivate(school: rows.Rows) -> None:
    Card.objects.filter(pk=school.mother).update(user=Card.User.INACTIVE)


def strike_from_register(school: rows.Rows) -> None:
    Card.objects.filter(pk=school.mother).update(registered=False)


def detach(school: rows.Rows) -> None:
    Attachment.objects.update(until_at=clock.now())


@pytest.mark.parametrize(
    "end", [end_kinship, restrict, deactivate, strike_from_register, detach]
)
def test_what_ends_ends_at_once(
    school: rows.Rows, end: Callable[[rows.Rows], None]
) -> None:
    token = sign_in(school, school.mother)
    assert look(token) is not None
    with behind(job_of(school.school, name="test")):
        end(school)
    assert look(token) is None


def test_a_teacher_who_left_yesterday_sees_nothing(school: rows.Rows) -> None:
    token = sign_in(school, school.teacher)
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=clock.now().date())
    assert look(token) is None


def test_a_teacher_who_is_a_mother_chooses(school: rows.Rows) -> None:
    token = sign_in(school, school.teacher, school.mother)
    assert look(token) is None
    session = session_of(token)
    way = Way(Session.Kind.STAFF, school.school, school.teacher)
    chosen = choosing(session, way)
    visitor = look(chosen)
    assert visitor is not None
    assert visitor.is_staff
    assert visitor.choices == 2
    assert not is_open(token), "the former token is dead"


def test_a_chosen_way_that_is_not_ones_own_shows_nothing(school: rows.Rows) -> None:
    session = session_of(sign_in(school, school.mother))
    stolen = choosing(session, Way(Session.Kind.STAFF, school.school, school.teacher))
    assert look(stolen) is None


def test_sessions_end(school: rows.Rows) -> None:
    token = sign_in(school, school.mother)
    assert not is_open(None)
    assert not is_open("forged")
    assert is_open(token)
    Session.objects.filter(digest=digest_of(token)).update(
        expires_at=clock.now() - timedelta(seconds=1)
    )
    assert not is_open(token)
    assert look(token) is None
    other = sign_in(school)
    close(other)
    assert not is_open(other)


def test_with_a_staff_card_a_session_is_short_until_the_family_is_chosen(
    school: rows.Rows,
) -> None:
    account = open_account(school.region, MOTHER, clock.now())
    token = open_session(account, (1,), at=clock.now(), lasts=STAFF)
    assert lasting(token) == timedelta(hours=1)
    chosen = choosing(session_of(token), Way(Session.Kind.FAMILY))
    assert lasting(chosen) == timedelta(days=30)


def choosing(session: Arrival, way: Way) -> str:
    begun = choose(session, way, at=clock.now())
    assert begun is not None
    return begun.token


def lasting(token: str) -> timedelta:
    kept = Session.objects.get(digest=digest_of(token))
    assert kept.seen_at is not None
    return kept.expires_at - kept.seen_at


@pytest.mark.parametrize(
    ("cards", "kind"),
    [
        (("teacher", "mother"), Kind.DOOR),  # with two ways and none chosen
        (("teacher",), Kind.STAFF),
        (("mother",), Kind.FAMILY),
        (("child",), Kind.FAMILY),
        (("mother", "child"), Kind.FAMILY),
        ((), Kind.DOOR),
    ],
)
def test_postgresql_is_told_what_python_believes(
    school: rows.Rows, cards: tuple[str, ...], kind: Kind
) -> None:
    token = sign_in(school, *(getattr(school, card) for card in cards))
    with at_the_door(token, request="abc"):
        believed = {**actor().settings(), "request": "abc"}
        told = {name: setting(name) for name in believed}
    assert believed["kind"] == kind
    assert {name: text.strip("{}") for name, text in told.items()} == {
        name: text.strip("{}") for name, text in believed.items()
    }


def test_python_has_the_last_word_of_who_stands_behind_the_walls(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in(school, school.mother)
    monkeypatch.setattr(recognising, "_ways", lambda cards, followed: ())
    with at_the_door(token) as recognised:
        assert recognised is not None
        assert recognised.visitor is None
        assert setting("kind") == Kind.DOOR
        assert setting("students") == ""


def test_a_family_costs_one_statement_and_staff_two(school: rows.Rows) -> None:
    for card, statements in ((school.mother, 1), (school.teacher, 2)):
        token = sign_in(school, card)
        with CaptureQueriesContext(connection) as caught, at_the_door(token):
            pass
        looks = [one for one in caught if "SAVEPOINT" not in one["sql"]]
        assert len(looks) == statements + 1, "and the test's own clearing away"


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"app.{name}"])
        return cursor.fetchone()[0] or ""


def test_a_dead_token_opens_no_wall(school: rows.Rows) -> None:
    sign_in(school, school.mother)
    with at_the_door("forged") as recognised:
        assert recognised is None
        assert actor() is None
        assert not Card.objects.exists()
