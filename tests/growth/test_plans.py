"""What a page asks is looked up, however large PostgreSQL believes the region to be.

Seen in the plans that the product's own role gets, of every statement of a request: no
table that grows is read whole, or by its school alone, and no condition waits until the
policies have had their say.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from school.access.facts import Identity
from school.access.gathering import gather, look_at_account
from school.demo.tests.conftest import Demo
from school.desk.remembering import remember
from school.logins.recovering import _found
from school.regions.models import Region, School
from school.walls.actor import job_of
from school.walls.behind import behind
from tests.bench import marks
from tests.bench.marks import Cell
from tests.growth.conftest import MOTHER, NOW, OID, People
from tests.growth.plans import OF_THE_REGION, Scan, believe, leaky, scans_of

# Tables of which one school has many rows: its name alone does not find a row there.
_OF_MANY = {
    *("lesson", "mark", "absence", "homework", "remark"),
    *("membership", "enrolment", "card"),
    *("kinship", "teaching_load", "timetable_slot", "attachment", "card_consent"),
}
_OF_A_SCHOOL = {"school_id", "year"}
# What PostgreSQL may read whole while it has a few pages of it.
_SMALL = 10
_DOOR = {"session", "account", "attachment", "card", "kinship", "enrolment"}
_PAGES = {
    "home": _DOOR,
    "diary": _DOOR | {"membership", "lesson", "mark", "absence", "homework", "remark"},
    "family": _DOOR
    | {"employee", "class_teacher", "consent", "card_consent", "card_look"},
    "door": _DOOR - {"session", "enrolment"},
    "sign-in": {"card", "attachment", "kinship", "consent", "card_consent"},
    "day": _DOOR | {"teaching_load", "lesson", "mark", "homework"},
    "consents": _DOOR | {"class_teacher", "employee", "card_consent"},
    "lesson": _DOOR | {"lesson", "membership", "mark", "absence", "homework", "remark"},
    "one mark": _DOOR | {"teaching_load", "lesson", "membership", "mark"},
    "thirty marks": _DOOR | {"teaching_load", "lesson", "membership", "mark"},
}
# A list is of the cards of one school: its search is a filter over these, read by the
# index of their names. Nothing else of a list is read so.
_LISTS = {
    "students": _DOOR | {"card", "enrolment"},
    "parents by name": _DOOR | {"card", "kinship", "enrolment"},
    "by telephone": {"card"},
    "of one class": {"card", "kinship", "enrolment"},
    "users": {"card", "attachment"},
}
_COUNTED = {"card", "enrolment", "attachment", "kinship", "card_consent"}
_FIRST_COLUMNS = """
SELECT i.indexrelid::regclass::text, a.attname::text
FROM pg_index i
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
"""
_BELIEFS = {"as it is": False, "as the largest": True}


_SOMEBODY = Identity(
    oid=OID,
    last_name="Смирнова",
    first_name="Наталия",
    patronymic="",
    birth_date=date(1988, 3, 14),
    snils="90000000182",
    certificate="IV-ОЯ 540031",
    level="confirmed",
)


@pytest.fixture(params=["planned anew", "planned once"])
def plans(request: pytest.FixtureRequest) -> bool:
    """Whether plans are made for any values at all, as they are from the sixth time."""
    return bool(request.param == "planned once")


@pytest.fixture(params=list(_BELIEFS))
def is_large(
    request: pytest.FixtureRequest,
    cluster: Any,
    region: Demo,
    people: People,
    plans: bool,
) -> bool:
    """Whether PostgreSQL believes that this is the largest region."""
    large = _BELIEFS[request.param]
    with cluster.connect(region.name) as superuser:
        believe(superuser, region.name, large=large, generic=plans)
    connection.close()
    return large


@pytest.fixture
def requests(
    cluster: Any, region: Demo, people: People
) -> dict[str, Callable[[], object]]:
    """What is asked for, by its name in :data:`_PAGES`."""
    with cluster.connect(region.name) as superuser, superuser.cursor() as cursor:
        cells = marks.read(cursor, NOW.date().isoformat())
    week = people.mother.get("/diary/")["Location"]
    mother, teacher = people.mother, people.teacher
    return {
        "home": lambda: answered(mother.get("/"), 302),
        "diary": lambda: answered(mother.get(week)),
        "family": lambda: answered(mother.get("/family/")),
        "door": lambda: gather(Region.objects.get(), _SOMEBODY, NOW.date()),
        "sign-in": lambda: look_at_account(MOTHER, NOW.date()),
        "day": lambda: answered(teacher.get("/journal/")),
        "consents": lambda: answered(teacher.get("/support/consents/")),
        **lists_of(people.head),
        "lesson": lambda: answered(teacher.get(f"/journal/lessons/{cells[0].lesson}/")),
        "one mark": lambda: put(people, cells[:1]),
        "thirty marks": lambda: put(people, cells),
    }


def lists_of(head: Any) -> dict[str, Callable[[], object]]:
    """The registries as the administrator asks for them."""
    parents = "/registry/guardians/"
    (key,) = re.findall(
        r'<option value="(\w{13})">', head.get(parents).content.decode()
    )[:1]
    return {
        "students": lambda: answered(head.get("/registry/students/?page=2")),
        "parents by name": lambda: answered(head.get(parents, {"q": "Ив На"})),
        "by telephone": lambda: answered(head.get(parents, {"q": "900 100"})),
        "of one class": lambda: answered(head.get(parents, {"class": key})),
        "users": lambda: answered(head.get("/registry/users/?user=active")),
    }


def answered(answer: Any, status: int = 200) -> None:
    assert answer.status_code == status


def put(people: People, cells: list[Cell]) -> None:
    """Other marks than those that stand there."""
    sent = {"operations": [cell.operation() for cell in cells]}
    answer: HttpResponse = people.teacher.post(
        "/journal/operations/", json.dumps(sent), content_type="application/json"
    )
    for cell, said in zip(cells, json.loads(answer.content)["results"], strict=True):
        assert said["state"] == "saved"
        cell.revision, cell.value = said["revision"], said["value"]


def scans(ask: Callable[[], object]) -> list[Scan]:
    ask()  # what is kept is there now, and cells have revisions
    return scans_of(ask)


def test_no_table_that_grows_is_read_whole(
    is_large: bool, requests: dict[str, Callable[[], object]]
) -> None:
    for name, tables in _PAGES.items():
        found = scans(requests[name])
        assert {scan.table for scan in found} >= tables
        assert [scan for scan in found if is_whole(scan, is_large=is_large)] == [], name


@pytest.mark.parametrize("is_large", ["as the largest"], indirect=True)
@pytest.mark.usefixtures("is_large", "people")
def test_whoever_forgot_a_password_is_looked_up() -> None:
    land = Region.objects.get()
    found = scans(lambda: _found(land, "natalia@example.test"))
    (cards,) = [scan for scan in found if scan.table == "card"]
    assert "card_by_email" in cards.indexes
    assert leaky(cards) == ()


@pytest.mark.parametrize("is_large", ["as the largest"], indirect=True)
@pytest.mark.usefixtures("is_large")
def test_a_list_reads_the_cards_of_its_school_and_no_more(
    requests: dict[str, Callable[[], object]],
) -> None:
    for name, tables in _LISTS.items():
        found = scans(requests[name])
        assert {scan.table for scan in found} >= tables, name
        beside = [
            scan
            for scan in found
            if is_whole(scan, is_large=True) and not is_of_its_school(scan)
        ]
        assert beside == [], name


@pytest.mark.parametrize("is_large", ["as the largest"], indirect=True)
@pytest.mark.usefixtures("is_large")
def test_a_school_is_counted_without_the_rows_of_others(region: Demo) -> None:
    """The desk reads all of a school, by indexes that begin with the school."""
    school = School.objects.select_related("region").order_by("pk")[0]
    found = scans(lambda: remember(school, NOW))
    assert {scan.table for scan in found} >= _COUNTED
    first = dict(region.ask(_FIRST_COLUMNS))
    strangers = [
        scan
        for scan in found
        if scan.table in _COUNTED
        and "school_id" not in {first[index] for index in scan.indexes}
    ]
    assert strangers == []


def is_of_its_school(scan: Scan) -> bool:
    """Whether these are the cards of one school, found by the index of their names."""
    return scan.table == "card" and scan.columns == {"school_id"}


def is_whole(scan: Scan, *, is_large: bool) -> bool:
    """Whether it reads all of a table that grows, or all that a school has there."""
    if scan.table in OF_THE_REGION:
        return False
    if not scan.looked_up:
        return is_large or scan.pages > _SMALL
    return is_large and scan.table in _OF_MANY and scan.columns <= _OF_A_SCHOOL


def test_no_condition_waits_for_the_policies(
    requests: dict[str, Callable[[], object]],
) -> None:
    for name in _PAGES:
        found = {(scan.statement, leaky(scan)) for scan in scans(requests[name])}
        assert [one for one in found if one[1]] == [], name


@pytest.mark.parametrize("is_large", ["as it is"], indirect=True)
@pytest.mark.usefixtures("is_large")
def test_a_bad_statement_would_be_noticed(region: Demo) -> None:
    (school,) = region.ask("SELECT min(id) FROM school")[0]

    def ask() -> None:
        with behind(job_of(school, name="test")), connection.cursor() as cursor:
            cursor.execute("SELECT key FROM mark WHERE value LIKE '5%%'")
            cursor.execute("SELECT key FROM card WHERE lower(last_name) = 'ы'")

    by_table = {scan.table: scan for scan in scans_of(ask)}
    assert leaky(by_table["mark"]) == ("value ~~",)
    assert leaky(by_table["card"]) == ("lower()",)
    assert all(is_whole(scan, is_large=True) for scan in by_table.values())
    assert is_whole(by_table["mark"], is_large=False)
