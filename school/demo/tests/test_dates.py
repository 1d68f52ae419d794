"""On any day of the year the pages show something, or say kindly when study goes on."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from school.access.recognising import digest_of
from school.demo import invented
from school.demo.tests.conftest import Demo, Living, empty
from school.lib import clock
from school.lib.keys import to_text

_LESSON = "data-lesson="
_NEXT = re.compile(r"Следующий\sучебный\sдень\s—\s[^<]*\d")
_NEXT_LESSONS = re.compile(r"Следующие\s—\s[^<]*\d|начнётся\s1\sсентября")
_ATTACH = """
INSERT INTO attachment (school_id, card_id, account_id, oid, evidence, since_at)
SELECT c.school_id, c.id, a.id, a.oid, 'test', '2026-01-01'
FROM card c, account a WHERE a.oid = {oid} AND c.id IN ({ids})
ON CONFLICT DO NOTHING
"""
_OPEN = """
INSERT INTO session (digest, account_id, kind, school_id, card_id, cards, opened_at,
                     expires_at)
SELECT '{digest}', id, '{kind}', {school}, {card}, '{{{ids}}}', '2026-01-01',
       '2030-01-01'
FROM account WHERE oid = {oid} ON CONFLICT DO NOTHING
"""
_BESIDE = """
SELECT l.key, l.topic FROM lesson l
JOIN card c ON c.id = l.teacher_id AND c.school_id = l.school_id
WHERE c.phone = %s ORDER BY abs(l.date - %s::date), l.number LIMIT 2
"""
# Days, and whether there are lessons on them.
_DAYS = [
    ("2026-09-01", True),
    ("2026-09-06", False),
    ("2026-10-28", False),
    ("2026-11-04", False),
    ("2026-11-18", True),
    ("2026-12-31", False),
    ("2027-01-03", False),
    ("2027-02-23", False),
    ("2027-03-31", False),
    ("2027-05-09", False),
    ("2027-05-26", True),
    ("2027-07-15", False),
]


@pytest.fixture(scope="module")
def alive(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of its own, empty yet."""
    name = f"test_dates_{os.getpid()}"
    with empty(cluster, name, tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def living(alive: Demo) -> Iterator[Living]:
    """The process in which it goes on."""
    process = alive.live("told")
    yield process
    process.end()


@pytest.fixture(params=_DAYS, ids=lambda day: day[0])
def day(
    request: pytest.FixtureRequest,
    alive: Demo,
    living: Living,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[date, bool]]:
    """A day at ten in the morning; the program itself is connected to that demo."""
    text, has_lessons = request.param
    moment = f"{text}T10:00:00+03:00"
    living.until(moment)
    start = datetime.fromisoformat(moment) - clock.Clock().now()
    clock.use(clock.Clock(start=start))
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = alive.name
        try:
            yield date.fromisoformat(text), has_lessons
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            clock.use(clock.Clock())


def come_in(demo: Demo, person: str, kind: str) -> Client:
    """The browser of somebody who has signed in before."""
    citizen = invented.people()[person]
    token = f"token-{person}"
    cards = demo.ask(
        "SELECT id, school_id FROM card WHERE kind = %s AND phone = %s",
        kind,
        citizen.phone,
    )
    ids = ",".join(str(card) for card, _ in cards)
    demo.change(_ATTACH.format(oid=citizen.oid, ids=ids))
    school, card = (cards[0][1], cards[0][0]) if kind == "employee" else ("NULL",) * 2
    demo.change(
        _OPEN.format(
            digest=digest_of(token),
            kind="staff" if kind == "employee" else "family",
            school=school,
            card=card,
            ids=ids,
            oid=citizen.oid,
        )
    )
    client = Client()
    client.cookies["session"] = token
    return client


def test_a_family_reads_lessons_or_when_they_go_on(
    alive: Demo, day: tuple[date, bool]
) -> None:
    today, has_lessons = day
    mother = come_in(alive, "natalia", "guardian")
    week = mother.get("/", follow=True)
    assert week.status_code == 200
    child = re.search(r"child=(\w+)", week.request["QUERY_STRING"])
    assert child is not None
    shown = mother.get(f"/diary/day/{today}/?child={child[1]}")
    for page in (week, shown):
        text = page.content.decode()
        assert _LESSON in text if has_lessons else _LESSON in text or _NEXT.search(text)
    assert not has_lessons or f'data-date="{today}"' in shown.content.decode()


def test_a_teacher_sees_his_day_or_the_next_one(
    alive: Demo, day: tuple[date, bool]
) -> None:
    today, has_lessons = day
    teacher = come_in(alive, "teacher", "employee")
    page = teacher.get("/journal/").content.decode()
    assert f'data-date="{today}"' in page
    assert (_LESSON in page) is has_lessons
    if not has_lessons:
        assert re.search(r"уроков\sнет", page)
        assert _NEXT_LESSONS.search(page)


def test_the_nearest_lessons_open(alive: Demo, day: tuple[date, bool]) -> None:
    today, _ = day
    teacher = come_in(alive, "teacher", "employee")
    nearest = alive.ask(_BESIDE, invented.people()["teacher"].phone, today)
    assert len(nearest) == 2
    for key, topic in nearest:
        page = teacher.get(f"/journal/lessons/{to_text(key)}/")
        assert page.status_code == 200
        assert topic in page.content.decode()
