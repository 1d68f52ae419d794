"""One school on Wednesday 18 November 2026 at ten, and ways to come in."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.academics.tests.small_school import SmallSchool, build
from school.access.models import Account, Attachment, Session
from school.access.recognising import digest_of
from school.journal.models import Lesson, WorkKind
from school.journal.scheduling import make_lessons
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import Region
from school.rights.models import Grant
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

NOW = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten o'clock in Moscow: the fifth class has its lesson right now."""
    offset = NOW - datetime.now(UTC)  # noqa: TID251 - this is where the clock is set
    monkeypatch.setattr(clock, "_clock", clock.Clock(start=offset))


@pytest.fixture
def small() -> SmallSchool:
    """The school with lessons of three weeks around the day."""
    made = build()
    with behind(made.job):
        make_lessons(
            school=made.school.pk, since=date(2026, 11, 5), until=date(2026, 12, 1)
        )
        for place, (name, short, weight) in enumerate(
            (("Ответ на уроке", "Отв", 1), ("Контрольная работа", "К/р", 3))
        ):
            WorkKind.objects.create(
                school=made.school,
                name=name,
                short_name=short,
                weight=weight,
                position=place,
            )
    return made


@pytest.fixture
def lesson(small: SmallSchool) -> Lesson:
    """Mathematics in 5«Б», today, second lesson."""
    with behind(small.job):
        return Lesson.objects.get(group=small.maths, date=TODAY)


SignIn = Callable[..., Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser of somebody who looks as this card: ``sign_in(small, card)``."""

    def signed(
        small: SmallSchool,
        card: Card,
        kind: str = Session.Kind.STAFF,
        checks: bool = False,
    ) -> Client:
        account = _account(small, card)
        staff = kind == Session.Kind.STAFF
        token = f"token-{account.pk}"
        Session.objects.create(
            digest=digest_of(token),
            account_id=account.pk,
            kind=kind,
            school_id=small.school.pk if staff else None,
            card_id=card.pk if staff else None,
            cards=[card.pk],
            opened_at=clock.now(),
            expires_at=clock.now() + timedelta(hours=1),
        )
        client = Client(enforce_csrf_checks=checks)
        client.cookies["session"] = token
        return client

    return signed


def _account(small: SmallSchool, card: Card) -> Account:
    oid = 1_000_900_000 + card.pk
    region = Region.objects.get(pk=small.school.region_id)
    with behind(Actor(kind=Kind.DOOR, name="test", oid=oid)):
        account = Account.objects.create(
            region=region, oid=oid, short_name=card.last_name, created_at=clock.now()
        )
    with behind(small.job):
        Attachment.objects.create(
            school=small.school,
            card=card,
            account=account,
            oid=oid,
            evidence="snils",
            since_at=clock.now(),
        )
    return account


@pytest.fixture
def teacher(small: SmallSchool, sign_in: SignIn) -> Client:
    """The browser of the teacher of mathematics."""
    return sign_in(small, small.teacher)


@pytest.fixture
def administrator(small: SmallSchool, sign_in: SignIn) -> Client:
    """The browser of a colleague who administers the school."""
    with behind(small.job):
        Grant.objects.create(
            school=small.school,
            card=small.colleague,
            role="administrator",
            since_date=date(2026, 9, 1),
        )
    return sign_in(small, small.colleague)


Operate = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def operate() -> Operate:
    """Send operations and return the results; 200 or the test is wrong."""

    def send(client: Client, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        response = client.post(
            "/journal/operations/",
            json.dumps({"operations": operations}),
            content_type="application/json",
        )
        assert response.status_code == 200, response.content
        results: list[dict[str, Any]] = response.json()["results"]
        return results

    return send


@pytest.fixture
def operation(lesson: Lesson, small: SmallSchool) -> Callable[..., dict[str, Any]]:
    """An operation on the first student's cell; any field may be said anew."""

    def one(**fields: Any) -> dict[str, Any]:
        return {
            "id": str(uuid4()),
            "lesson": to_text(lesson.key),
            "student": to_text(small.students[0].key),
            "slot": 1,
            "value": "5",
            "base": 0,
            **fields,
        }

    return one


@pytest.fixture
def history() -> Callable[[SmallSchool, str], list[Any]]:
    """(act, actor, reason, new value) of a table's history, oldest first."""

    def read(small: SmallSchool, table: str) -> list[Any]:
        with behind(small.job), connection.cursor() as cursor:
            cursor.execute(
                "SELECT act, actor, reason, new->>'value' FROM history"
                " WHERE school_id = %s AND what = %s ORDER BY id",
                [small.school.pk, table],
            )
            return cursor.fetchall()

    return read


@pytest.fixture
def queries() -> Callable[[CaptureQueriesContext], list[str]]:
    """The statements of a request without BEGIN, COMMIT and savepoints.

    Inside a test's transaction behind() takes its settings back at the end; alone
    COMMIT does that, so the last statement is not the request's.
    """
    skipped = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

    def counted(captured: CaptureQueriesContext) -> list[str]:
        sent = [query["sql"] for query in captured.captured_queries]
        *ours, last = [sql for sql in sent if not sql.startswith(skipped)]
        assert "app.kind" in last
        return ours

    return counted


@pytest.fixture
def address(lesson: Lesson) -> str:
    return f"/journal/lessons/{to_text(lesson.key)}/"
