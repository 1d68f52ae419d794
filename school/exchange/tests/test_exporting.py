"""A school goes out whole, by its own checker's leave, and nothing of another's."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.academics.models import ClassTeacher, Enrolment
from school.academics.tests.small_school import SmallSchool, build, person
from school.audit.models import AuditLine
from school.exchange.oneroster.checking import check
from school.exchange.oneroster.exporting import export
from school.exchange.oneroster.package import NotOpened, unpack
from school.journal.models import Lesson, Mark, WorkKind
from school.journal.tests.conftest import TODAY
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def family(small: SmallSchool) -> dict[str, Card]:
    """Pyotr's mother, and his father whom a court restricts."""
    with behind(small.job):
        made = {
            name: person(small.school, words, Card.Kind.GUARDIAN)
            for name, words in (("mother", "Ёлкина Анна"), ("father", "Ёлкин Олег"))
        }
        for kind, card in made.items():
            Kinship.objects.create(
                school=small.school,
                guardian=card,
                student=small.students[0],
                kind=kind,
                restricted=kind == "father",
                since_date=date(2026, 9, 1),
            )
    return made


def put(small: SmallSchool, lesson: Lesson, who: int, **values: Any) -> None:
    Mark.objects.create(
        school=small.school,
        year=2026,
        lesson=lesson,
        student=small.students[who],
        author=small.teacher,
        changed_at=clock.now(),
        **values,
    )


def exported(small: SmallSchool) -> Rows:
    """What is in the package, by the names of columns; it has no faults."""
    file = io.BytesIO()
    with behind(small.job):
        counted = export(small.school, 2026, TODAY, file)
    package = unpack(file.getvalue())
    assert not isinstance(package, NotOpened)
    read = check(package)
    assert read.remarks == ()
    held = {name: len(rows) for name, rows in read.rows.items()}
    assert held | read.counted == counted
    texts = {name: package[f"{name}.csv"].decode() for name in counted}
    return {
        name: list(csv.DictReader(io.StringIO(text, newline="")))
        for name, text in texts.items()
    }


def test_the_year_and_its_periods_are_half_open_as_ours(small: SmallSchool) -> None:
    year, first, _ = exported(small)["academicSessions"]
    assert (year["title"], year["type"], year["schoolYear"]) == (
        "2026/27",
        "schoolYear",
        "2027",
    )
    assert (first["startDate"], first["endDate"]) == ("2026-09-01", "2026-10-26")
    assert first["parentSourcedId"] == year["sourcedId"]


def test_everybody_is_there_with_name_and_birth_date_and_nothing_more(
    small: SmallSchool, family: dict[str, Card]
) -> None:
    rows = exported(small)
    people = {one["sourcedId"]: one for one in rows["users"]}
    assert len(people) == 6 + 2 + 2
    cards = (small.students[0], family["mother"], family["father"])
    pyotr, mother, father = (to_text(card.key) for card in cards)
    assert (people[pyotr]["familyName"], people[pyotr]["givenName"]) == (
        "Ёлкин",
        "Пётр",
    )
    assert people[pyotr]["agentSourcedIds"] == mother
    assert people[mother]["agentSourcedIds"] == pyotr
    assert people[father]["agentSourcedIds"] == ""
    born = {one["sourcedId"]: one["birthDate"] for one in rows["demographics"]}
    assert born[pyotr] == "2015-05-20"
    silent = {"email", "phone", "sms", "identifier", "userIds", "password"}
    assert {one[column] for one in rows["users"] for column in silent} == {""}


def test_each_has_a_role_and_a_place(
    small: SmallSchool, family: dict[str, Card]
) -> None:
    with behind(small.job):
        ClassTeacher.objects.create(
            school=small.school,
            school_class=small.fifth,
            teacher=small.colleague,
            since_date=date(2026, 9, 1),
        )
    rows = exported(small)
    roles = {one["userSourcedId"]: one["role"] for one in rows["roles"]}
    assert len(roles) == len(rows["users"])
    for card, role in (
        (small.students[0], "student"),
        (family["mother"], "parent"),
        (small.teacher, "teacher"),
        (small.colleague, "teacher"),
    ):
        assert roles[to_text(card.key)] == role
    of_fifth = [
        one
        for one in rows["enrollments"]
        if one["classSourcedId"] == to_text(small.fifth.key)
    ]
    assert sorted(one["role"] for one in of_fifth) == ["student"] * 5 + ["teacher"]
    assert {one["beginDate"] for one in of_fifth} == {"2026-09-01"}
    kinds = {one["sourcedId"]: one["classType"] for one in rows["classes"]}
    assert kinds[to_text(small.fifth.key)] == "homeroom"
    assert kinds[to_text(small.maths.key)] == "scheduled"


def test_a_place_that_lasted_no_day_is_not_told(small: SmallSchool) -> None:
    first = date(2026, 9, 1)
    with behind(small.job):
        Enrolment.objects.create(
            school=small.school,
            school_class=small.fifth,
            student=small.students[0],
            since_date=first,
            until_date=first,
        )
    rows = exported(small)
    pyotr = to_text(small.students[0].key)
    ends = [
        one["endDate"] for one in rows["enrollments"] if one["userSourcedId"] == pyotr
    ]
    assert ends == ["", ""]


def test_marks_go_out_with_their_weights_and_a_debt_is_not_submitted(
    small: SmallSchool, lesson: Lesson
) -> None:
    with behind(small.job):
        test = WorkKind.objects.get(name="Контрольная работа")
        put(small, lesson, 0, slot=1, value="5", number=Decimal(5), work_kind=test)
        put(small, lesson, 0, slot=2, value="4", number=Decimal(4), comment="хорошо")
        put(small, lesson, 1, value="·")
        put(small, lesson, 2, value=None)
    rows = exported(small)
    told = {
        (one["textScore"], one["score"], one["scoreStatus"], one["missing"])
        for one in rows["results"]
    }
    assert told == {
        ("5", "5.00", "fully graded", ""),
        ("4", "4.00", "fully graded", ""),
        ("", "", "not submitted", "true"),
    }
    weights = {one["sourcedId"]: one["weight"] for one in rows["categories"]}
    items = {one["sourcedId"]: one for one in rows["lineItems"]}
    five = next(one for one in rows["results"] if one["textScore"] == "5")
    assert weights[items[five["lineItemSourcedId"]]["categorySourcedId"]] == "3.00"
    assert len(items) == 2
    assert {one["academicSessionSourcedId"][-2:] for one in items.values()} == {"p2"}


def test_the_same_school_is_the_same_file(small: SmallSchool) -> None:
    files_made = []
    for _ in range(2):
        file = io.BytesIO()
        with behind(small.job):
            export(small.school, 2026, TODAY, file)
        files_made.append(file.getvalue())
    assert files_made[0] == files_made[1]


def test_another_school_gives_nothing_and_the_trail_knows_of_it(
    small: SmallSchool,
) -> None:
    other = build("Школа № 7")
    theirs = {to_text(card.key) for card in other.students}
    rows = exported(small)
    assert not theirs & {one["sourcedId"] for one in rows["users"]}
    with behind(small.job):
        (line,) = AuditLine.objects.filter(action="export_oneroster")
    assert (line.school_id, "year:2026" in line.thing) == (small.school.pk, True)


def test_a_bigger_school_asks_no_more_questions(small: SmallSchool) -> None:
    asked = []
    for _ in range(2):
        with behind(small.job), CaptureQueriesContext(connection) as found:
            export(small.school, 2026, TODAY, io.BytesIO())
        asked.append(len(found))
        with behind(small.job):
            for name in ("Белов Олег", "Чижов Ян"):
                person(small.school, name, Card.Kind.STUDENT)
    assert asked[0] == asked[1]


def test_the_command_writes_a_file_that_the_other_command_accepts(
    small: SmallSchool, tmp_path: Path
) -> None:
    out, key = tmp_path / "school.zip", to_text(small.school.key)
    said, told = io.StringIO(), io.StringIO()
    call_command("export_oneroster", school=key, out=str(out), stdout=said)
    call_command("check_oneroster", str(out), stdout=told)
    assert out.stat().st_mode & 0o777 == 0o600
    assert said.getvalue().splitlines() == sorted(
        told.getvalue().splitlines(), key=said.getvalue().splitlines().index
    )
    with pytest.raises(CommandError, match="уже есть"):
        call_command("export_oneroster", school=key, out=str(out))
    with pytest.raises(CommandError, match="Учебного года 2031"):
        call_command(
            "export_oneroster", school=key, out=str(tmp_path / "b.zip"), year="2031"
        )
    assert not (tmp_path / "b.zip").exists()
    out.write_bytes(b"no archive")
    with pytest.raises(CommandError, match="не архив"):
        call_command("check_oneroster", str(out))
