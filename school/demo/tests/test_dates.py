"""On any day of the year the pages show something, or say kindly when study goes on."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

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
_NEXT_OF_SCHOOL = re.compile(
    r"Следующий\sучебный\sдень\s—\s[^<]*\d|начнётся\s1\sсентября"
)
_LET_GO = "DELETE FROM attachment WHERE card_id IN ({cards})"
_COME_IN = """
WITH a AS (
    INSERT INTO account (region_id, oid, short_name, created_at)
    SELECT region_id, {oid}, 'Проверка', '2026-01-01' FROM school WHERE id = {school}
    ON CONFLICT (region_id, oid) DO UPDATE SET short_name = excluded.short_name
    RETURNING id, oid
), t AS (
    INSERT INTO attachment (school_id, card_id, account_id, oid, evidence, since_at)
    SELECT c.school_id, c.id, a.id, a.oid, 'test', '2026-01-01'
    FROM card c, a WHERE c.id IN ({cards})
)
INSERT INTO session (digest, account_id, kind, school_id, card_id, cards, opened_at,
                     expires_at)
SELECT '{digest}', id, '{kind}', {at}, '{{{cards}}}', '2026-01-01', '2030-01-01'
FROM a ON CONFLICT DO NOTHING
"""
_TOLD = "SELECT school_id, id FROM card WHERE kind = %s AND phone = %s"
_FAMILY = """
SELECT k.school_id, k.guardian_id
FROM kinship k
JOIN school s ON s.id = k.school_id
JOIN enrolment e ON e.school_id = k.school_id AND e.student_id = k.student_id
JOIN school_class c ON c.school_id = e.school_id AND c.id = e.school_class_id
WHERE s.short_name = %s AND c.grade = %s AND NOT EXISTS (
    SELECT FROM kinship o WHERE o.school_id = k.school_id AND o.id <> k.id
    AND o.guardian_id = k.guardian_id)
ORDER BY k.id LIMIT 1
"""
_STAFF = """
SELECT r.school_id, r.card_id FROM role_grant r
JOIN school s ON s.id = r.school_id WHERE s.short_name = %s AND r.role = %s
"""
_BESIDE = """
SELECT l.key, l.date, l.topic, (
    SELECT s.key FROM membership m
    JOIN card s ON s.id = m.student_id AND s.school_id = m.school_id
    WHERE m.school_id = l.school_id AND m.group_id = l.group_id ORDER BY s.id LIMIT 1)
FROM lesson l
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
    ("2027-02-17", True),
    ("2027-02-23", False),
    ("2027-03-31", False),
    ("2027-05-09", False),
    ("2027-05-26", True),
    ("2027-07-15", False),
]
_AT_TEN = "T10:00:00+03:00"
_FIRST_GRADERS_REST = ["2027-02-17"]


class Family(NamedTuple):
    """Whose pages are walked: the first guardian of one child in such a class."""

    school: str
    grade: int


_FAMILIES = {
    "imagined": Family("Школа № 12", 2),
    "of the second shift": Family("Школа № 12", 3),
    "of joined classes": Family("Луговская школа", 2),
    "of a first-grader": Family("Школа № 12", 1),
    "of the second region": Family("Озёрная школа", 3),
}


@pytest.fixture(scope="module")
def alive(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of its own, empty yet."""
    name = f"test_dates_{os.getpid()}"
    with empty(cluster, name, tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def living(alive: Demo) -> Iterator[Living]:
    """The process in which it goes on, from the first day."""
    process = alive.live("small")
    process.until(f"{_DAYS[0][0]}{_AT_TEN}")
    yield process
    process.end()


@pytest.fixture(scope="module")
def families(alive: Demo, living: Living) -> dict[str, Client]:
    """Browsers of families of all kinds."""
    told = alive.ask(_TOLD, "guardian", invented.people()["natalia"].phone)
    return {"told": come_in(alive, "told", "family", told)} | {
        who: come_in(alive, who, "family", alive.ask(_FAMILY, *family))
        for who, family in _FAMILIES.items()
    }


@pytest.fixture(scope="module")
def teacher(alive: Demo, living: Living) -> Client:
    """The browser of the told teacher."""
    cards = alive.ask(_TOLD, "employee", invented.people()["teacher"].phone)
    return come_in(alive, "teacher", "staff", cards)


@pytest.fixture(scope="module")
def administrator(alive: Demo, living: Living) -> Client:
    """The browser of an administrator who teaches nothing."""
    cards = alive.ask(_STAFF, "Озёрная школа", "administrator")
    return come_in(alive, "administrator", "staff", cards)


@pytest.fixture(params=_DAYS, ids=lambda day: day[0])
def day(
    request: pytest.FixtureRequest,
    alive: Demo,
    living: Living,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[date, bool]]:
    """A day at ten in the morning; the program itself is connected to that demo."""
    text, has_lessons = request.param
    moment = f"{text}{_AT_TEN}"
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


def come_in(demo: Demo, who: str, kind: str, cards: list[tuple[int, int]]) -> Client:
    """The browser of somebody who has signed in before, by (school, card)."""
    assert cards, who
    school, card = cards[0]
    listed = ",".join(str(card) for _, card in cards)
    # Most of them came in the autumn with an account of their own.
    demo.change(_LET_GO.format(cards=listed))
    demo.change(
        _COME_IN.format(
            oid=5_000_000 + card,
            school=school,
            cards=listed,
            digest=digest_of(f"token-{who}"),
            kind=kind,
            at=f"{school}, {card}" if kind == "staff" else "NULL::bigint, NULL::bigint",
        )
    )
    client = Client()
    client.cookies["session"] = f"token-{who}"
    return client


def _family_pages(client: Client, today: date) -> tuple[str, str]:
    """The page that opens by itself, and the day's."""
    week = client.get("/", follow=True)
    child = re.search(r"child=(\w+)", week.request["QUERY_STRING"])
    assert week.status_code == 200
    assert child is not None
    day = client.get(f"/diary/day/{today}/?child={child[1]}")
    return week.content.decode(), day.content.decode()


def test_everybody_reads_something_or_when_study_goes_on(
    alive: Demo,
    day: tuple[date, bool],
    families: dict[str, Client],
    teacher: Client,
    administrator: Client,
) -> None:
    """One test for a day: to bring the demo up to it costs more than to walk."""
    today, has_lessons = day
    for who, client in families.items():
        rests = who == "of a first-grader" and str(today) in _FIRST_GRADERS_REST
        read = _walk_family(client, who, today, has_lessons=has_lessons and not rests)
        assert not rests or re.search(r"каникулы\sпервоклассников", read)
    _walk_teacher(teacher, today, has_lessons=has_lessons)
    _walk_lessons(teacher, alive, today)
    _walk_administrator(administrator, today, has_lessons=has_lessons)


def _walk_family(client: Client, who: str, today: date, *, has_lessons: bool) -> str:
    """What the day's page says."""
    week, shown = _family_pages(client, today)
    if has_lessons:
        assert _LESSON in week, who
        assert f'data-date="{today}"' in shown, who
        assert _LESSON in shown, who
    else:
        assert _LESSON in week or _NEXT.search(week), who
        assert _NEXT.search(shown), who
    return shown


def _walk_teacher(client: Client, today: date, *, has_lessons: bool) -> None:
    page = client.get("/journal/").content.decode()
    assert f'data-date="{today}"' in page
    assert (_LESSON in page) is has_lessons
    if not has_lessons:
        assert re.search(r"уроков\sнет", page)
        assert _NEXT_LESSONS.search(page)


def _walk_lessons(client: Client, demo: Demo, today: date) -> None:
    nearest = demo.ask(_BESIDE, invented.people()["teacher"].phone, today)
    assert len(nearest) == 2
    for key, day, topic, student in nearest:
        address = f"/journal/lessons/{to_text(key)}/"
        lesson = client.get(address)
        assert lesson.status_code == 200
        assert topic in lesson.content.decode()
        remark = client.get(f"{address}remarks/{to_text(student)}/")
        _look_at_remark(remark.content.decode(), ahead=day > today)


def _look_at_remark(page: str, *, ahead: bool) -> None:
    """A form, and where the lesson is still to come, when it may be written."""
    assert 'data-page="journal-remark"' in page
    assert re.search(r'<textarea[^>]*name="text"', page)
    assert bool(re.search(r"Урок\sещё\sне\sпрошёл", page)) is ahead


def _walk_administrator(client: Client, today: date, *, has_lessons: bool) -> None:
    page = client.get("/journal/").content.decode()
    assert f'data-date="{today}"' in page
    assert re.search(r"Своих\sуроков\sу\sвас\sнет", page)
    assert has_lessons or _NEXT_OF_SCHOOL.search(page)
