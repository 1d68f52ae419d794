"""A small generated region, and two people of it who are signed in."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from school.access.lifetimes import FAMILY, STAFF
from school.access.models import Account, Attachment
from school.access.sessions import open_session
from school.demo.tests.conftest import Demo, empty
from school.lib import clock
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind
from tests.growth.plans import tell_plans

NOW = datetime.fromisoformat("2026-09-23T10:00+03:00")  # a Wednesday
_ACCOUNT = 1_000_000_000
MOTHER = _ACCOUNT + 1
_OIDS = 2_000_000_000
OID = _OIDS + 1
# An empty table is always read whole; a generated region has no remarks of its own.
_REMARKS = """
INSERT INTO remark (school_id, year, lesson_id, student_id, kind, text, author_id,
                    changed_at)
SELECT school_id, year, lesson_id, student_id, 'reproof', 'Опоздание', author_id,
       changed_at
FROM absence
ON CONFLICT DO NOTHING
"""

_CONSENTS = """
INSERT INTO card_consent (school_id, card_id, kind, state, channel, text_version,
                          decided_at, form, file_number)
SELECT school_id, id, 'parent', 'given', 'paper', '1', now(), 'Бланк', '1'
FROM card WHERE kind = 'student'
ON CONFLICT DO NOTHING
"""
_READING = """
INSERT INTO parents_reading (school_id, student_id, allowed, said_at)
SELECT school_id, id, true, now() FROM card WHERE kind = 'student'
ON CONFLICT DO NOTHING
"""
_LOOKS = """
INSERT INTO card_look (school_id, card_id, role, on_date, times)
SELECT school_id, id, 'class_teacher', '2026-09-22', 1 FROM card
ON CONFLICT DO NOTHING
"""
_ANNOUNCED = """
INSERT INTO announcement (school_id, key, batch, keeper, sender, author, audience,
                          title, text, sent_at, with_support)
SELECT id, id * 10000 + n, n, 'region', 'Регион', 'Нуйя К.', 'employees', 'Учения',
       repeat('Эвакуация. ', 40), now() - n * interval '7 days', true
FROM school, generate_series(1, 1000) n
ON CONFLICT DO NOTHING
"""
_RECEIPTS = """
INSERT INTO announcement_receipt (school_id, announcement_id, card_id, name, read_at,
                                  with_support)
SELECT a.school_id, a.id, e.card_id, e.name, now(), true
FROM announcement a JOIN employee e ON e.school_id = a.school_id
ON CONFLICT DO NOTHING
"""
_OPENED = """
INSERT INTO school_opening (school_id, key, account, name, reason, number, since_at,
                            until_at, ended_by, with_support)
SELECT id, id * 10000 + n, 1, 'Нуйя К.', 'Звонят родители', 'вх. 118',
       now() - n * interval '1 day', now() - n * interval '1 day' + interval '1 hour',
       '', true
FROM school, generate_series(1, 1000) n
ON CONFLICT DO NOTHING
"""

_TOLD = """
WITH told AS (
  INSERT INTO notice (school_id, student_id, what, row_id, happened_at, told_at)
  SELECT school_id, student_id, 'mark', id, changed_at, now() FROM mark
  ON CONFLICT DO NOTHING
  RETURNING school_id, id, student_id
)
INSERT INTO delivery (school_id, notice_id, student_id, card_id, told_at)
SELECT school_id, id, student_id, student_id, now() FROM told
"""


@pytest.fixture(scope="package")
def region(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Two schools with three weeks behind them; plans are told."""
    home = tmp_path_factory.mktemp("home")
    with empty(cluster, f"test_growth_{os.getpid()}", home) as made:
        words = ("--students", "200", "--until", "2026-09-26")
        done = made.manage("generate_region", *words, now=NOW.isoformat())
        assert done.returncode == 0, done.stderr
        made.change(_REMARKS)
        made.change(_CONSENTS)
        made.change(_READING)
        made.change(_LOOKS)
        made.change(_ANNOUNCED)
        made.change(_RECEIPTS)
        made.change(_OPENED)
        made.change(_TOLD)
        with cluster.connect(made.name) as superuser:
            tell_plans(superuser, made.name)
        yield made


@dataclass(frozen=True)
class People:
    """Browsers of a mother, of a teacher and of an administrator."""

    mother: Client
    teacher: Client
    head: Client


@pytest.fixture(scope="package")
def people(region: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[People]:
    """Наталия, Ирина Владимировна and the administrator of her school; this process
    works in the region's database."""
    clock.use(clock.Clock(start=NOW - clock.Clock().now()))
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        usual = settings["NAME"]
        connection.close()
        settings["NAME"] = region.name
        try:
            yield People(
                mother=_signed_in(region, 1, "guardian", "Смирнова", "Наталия"),
                teacher=_signed_in(region, 2, "employee", "Петрова", "Ирина"),
                head=_signed_in(region, 3, "employee", *_head(region)),
            )
        finally:
            connection.close()
            settings["NAME"] = usual
            clock.use(clock.Clock())


def _head(region: Demo) -> tuple[str, str]:
    """The name of the administrator of the teacher's school."""
    (found,) = region.ask(
        "SELECT c.last_name, c.first_name FROM role_grant g"
        " JOIN card c ON c.id = g.card_id AND c.school_id = g.school_id"
        " JOIN card t ON t.school_id = c.school_id"
        " WHERE t.kind = 'employee' AND t.last_name = 'Петрова'"
        " AND t.first_name = 'Ирина' AND t.\"user\" = 'active'"
    )
    return found


def _signed_in(region: Demo, number: int, kind: str, last: str, first: str) -> Client:
    account, oid = _ACCOUNT + number, _OIDS + number
    with behind(Actor(kind=Kind.JOB, name="job:test", account=account)):
        Account.objects.create(
            id=account,
            region=Region.objects.get(),
            oid=oid,
            short_name=first,
            created_at=clock.now(),
        )
    cards = region.ask(
        "SELECT id, school_id FROM card WHERE kind = %s AND last_name = %s"
        " AND first_name = %s AND \"user\" = 'active'",
        kind,
        last,
        first,
    )
    for card, school in cards:
        with behind(job_of(school, name="test")):
            Attachment.objects.create(
                school_id=school,
                card_id=card,
                account_id=account,
                oid=oid,
                evidence="test",
                since_at=clock.now(),
            )
    client = Client()
    client.cookies["session"] = open_session(
        account,
        tuple(card for card, _ in cards),
        at=clock.now(),
        lasts=STAFF if kind == "employee" else FAMILY,
    )
    return client
