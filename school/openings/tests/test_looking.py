"""Looking at an open school: one page by name, read-only, each look written down."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.audit.models import AuditLine
from school.desk.asking import Asked
from school.lib import clock
from school.openings import looking
from school.openings.tests.conftest import (
    DESK,
    END,
    PAGE,
    REASON,
    REGION,
    acts,
    keeper_of,
    only,
)
from school.people.models import Card
from school.registry.tests.conftest import Office, words
from school.walls.behind import reading

pytestmark = pytest.mark.django_db


def test_the_operator_reads_the_desk_by_name_and_why_and_until_when(
    office: Office, opened: Client
) -> None:
    page = words(opened.get(DESK, {"cause": "no-consent"}))
    child = office.card(office.rows.child)
    until = only(office).until_at.astimezone(office.rows.region.zone())
    assert f"Открыто до {until:%H:%M}." in page
    assert f"Причина: {REASON} (основание — вх. 118)" in page
    everybody = "".join(
        words(opened.get(DESK, {"cause": cause, "who": who}))
        for cause in ("no-consent", "not-confirmed", "not-yet", "no-snils")
        for who in ("", "pupils")
    )
    assert child.last_name in everybody


def test_his_page_has_nothing_to_send_but_its_end_and_no_way_into_a_card(
    office: Office, opened: Client
) -> None:
    page = words(opened.get(DESK))
    assert page.count("<form") == 1
    assert f'action="{END}"' in page
    assert 'name="typed"' not in page
    for place in ("/registry/", "/desk/", "/diary/", "/papers/", "/support/"):
        assert f'href="{place}' not in page


def test_nothing_else_of_the_school_is_open(office: Office, opened: Client) -> None:
    card = office.key(office.rows.child)
    for place in (
        f"/registry/cards/{card}/",
        "/registry/students/",
        f"/viewing/{card}/",
        "/desk/",
        "/papers/",
        "/journal/",
        PAGE,
    ):
        answer = opened.get(place)
        assert (answer.status_code, answer.get("Location")) in [
            (404, None),
            (302, "/access/closed/"),
        ], place


def test_opening_and_each_page_leave_a_line_with_his_account(
    office: Office, opened: Client
) -> None:
    opened.get(DESK)
    opened.get(DESK, {"who": "pupils"})
    opened.post(END)
    assert acts(office) == [
        "open_school",
        "read_opened_desk",
        "read_opened_desk",
        "end_opening",
    ]
    by = keeper_of(office.rows.region)
    with office.behind():
        lines = list(AuditLine.objects.filter(school_id=office.school))
    assert {line.actor for line in lines} == {by.author}
    assert {line.thing for line in lines} == {f"school_opening:{only(office).pk}"}
    assert all(line.request for line in lines if line.action == "read_opened_desk")


def test_the_desk_is_asked_when_nothing_can_be_written_any_more(
    opened: Client,
) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert opened.get(DESK).status_code == 200
    told = [query["sql"] for query in captured.captured_queries]
    (closed,) = [at for at, sql in enumerate(told) if sql.endswith("READ ONLY")]
    (line,) = [at for at, sql in enumerate(told) if "INSERT INTO audit_line" in sql]
    (desk,) = [at for at, sql in enumerate(told) if "kinship" in sql and "rank" in sql]
    assert line < closed < desk


def test_postgresql_refuses_a_write_of_whoever_reads_so(
    office: Office, opened: Client
) -> None:
    by = keeper_of(office.rows.region)
    with reading(looking._reader(by, office.school)):
        assert Card.objects.filter(pk=office.rows.child).exists()
        with pytest.raises(DatabaseError, match="read-only"):
            Card.objects.filter(pk=office.rows.child).update(phone="1")


def test_whoever_reads_so_sees_no_other_school(
    office: Office, opened: Client, another_office: Callable[[], Office]
) -> None:
    other = another_office()
    by = keeper_of(office.rows.region)
    with reading(looking._reader(by, office.school)):
        assert not Card.objects.filter(school=other.school).exists()
        assert Card.objects.exists()


def test_what_is_not_open_is_not_looked_at(office: Office, whole: Client) -> None:
    assert whole.get(DESK)["Location"] == REGION
    by = keeper_of(office.rows.region)
    assert looking.see(by, Asked(), clock.now(), request="") is None
    assert acts(office) == []
