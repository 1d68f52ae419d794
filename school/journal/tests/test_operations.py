"""The door for scripts: every malformed request gets a sentence, never a 500."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool, teach
from school.journal.marking import Operation, Outcome
from school.journal.models import Mark
from school.journal.operations import Malformed, read
from school.journal.tests.conftest import Operate, SignIn
from school.people.models import Card
from school.walls.behind import behind

Make = Callable[..., dict[str, Any]]
ADDRESS = "/journal/operations/"

UNREADABLE = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b"null",
    b"[]",
    b"5",
    b'"operations"',
    b"{}",
    b'{"operations": null}',
    b'{"operations": {}}',
    b'{"operations": "all"}',
    b"[" * 50_000,
    b'{"operations": ' + b"9" * 5000 + b"}",
]
WRONG_FIELDS: list[dict[str, Any]] = [
    {"id": None},
    {"id": 7},
    {"id": "one"},
    {"id": "x" * 5000},
    {"lesson": None},
    {"lesson": 17},
    {"lesson": "\x00"},
    {"student": []},
    {"student": "\ud800"},
    {"slot": 0},
    {"slot": 3},
    {"slot": "1"},
    {"slot": True},
    {"slot": 10**40},
    {"value": "6"},
    {"value": "0"},
    {"value": "5 "},
    {"value": "4/5"},
    {"value": 4.5},
    {"value": True},
    {"value": []},
    {"value": ""},
    {"value": "\x00"},
    {"value": "٥"},
    {"value": 10**400},
    {"base": None},
    {"base": "0"},
    {"base": -1},
    {"base": 1.0},
    {"base": False},
    {"base": 2**31},
    {"base": 10**30},
    {"value": None, "base": 0},
    {"reason": 5},
    {"reason": "\x00"},
    {"reason": "\ud800"},
    {"reason": "две\nстроки"},
    {"reason": "д" * 301},
]


def shaped(**fields: Any) -> dict[str, Any]:
    """An operation whose shape is right; any field may be said anew."""
    return {
        "id": "0192f3b0-5c1a-7c3e-9f64-0a6f2d0c1b11",
        "lesson": "0" * 13,
        "student": "1" * 13,
        "slot": 1,
        "value": "5",
        "base": 0,
        **fields,
    }


@pytest.mark.parametrize("body", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_cannot_be_read_is_said_so(body: bytes) -> None:
    found = read(body)
    assert isinstance(found, Malformed)
    assert found.status in (400, 422)
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("fields", WRONG_FIELDS, ids=range(len(WRONG_FIELDS)))
def test_a_wrong_field_refuses_its_own_operation_in_words(
    fields: dict[str, Any],
) -> None:
    found = read(json.dumps({"operations": [shaped(**fields), shaped()]}).encode())
    assert isinstance(found, list)
    wrong, right = found
    assert isinstance(right, Operation)
    if isinstance(wrong, Outcome):
        assert wrong.state == "refused"
        assert wrong.sentence.endswith(".")
    else:
        assert -1 in (wrong.lesson, wrong.student)  # a key of nothing


@pytest.mark.django_db
@pytest.mark.parametrize("part", [WRONG_FIELDS[:25], WRONG_FIELDS[25:]])
def test_wrong_operations_do_not_hold_up_a_right_one(
    small: SmallSchool,
    teacher: Client,
    operate: Operate,
    operation: Make,
    part: list[dict[str, Any]],
) -> None:
    *wrong, right = operate(
        teacher, *[operation(**fields) for fields in part], operation(slot=2)
    )
    assert {one["state"] for one in wrong} == {"refused"}
    assert all(one["sentence"].endswith(".") for one in wrong)
    assert right["state"] == "saved"
    with behind(small.job):
        assert Mark.objects.count() == 1


@pytest.mark.django_db
def test_the_door_itself_answers_what_it_cannot_read(teacher: Client) -> None:
    for body, status in ((b"{", 400), (b"{}", 422)):
        response = teacher.post(ADDRESS, body, content_type="application/json")
        assert response.status_code == status
        assert response.json()["sentence"]


@pytest.mark.parametrize("field", ["id", "lesson", "student", "value", "base"])
def test_a_missing_field_is_named(field: str) -> None:
    sent = shaped()
    del sent[field]
    found = read(json.dumps({"operations": [sent]}).encode())
    assert isinstance(found, list)
    assert isinstance(found[0], Outcome)
    assert field in found[0].sentence


@pytest.mark.django_db
def test_what_is_not_an_object_is_refused(teacher: Client, operate: Operate) -> None:
    results = operate(teacher, 5, None, [], "отметка")  # type: ignore[arg-type]
    assert [one["state"] for one in results] == ["refused"] * 4


@pytest.mark.django_db
def test_more_than_thirty_are_refused_with_the_number(
    teacher: Client, operation: Make
) -> None:
    body = json.dumps({"operations": [operation()] * 31})
    response = teacher.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 422
    assert "не больше 30, здесь 31" in response.json()["sentence"]


@pytest.mark.django_db
def test_a_body_too_large_is_not_read(teacher: Client) -> None:
    body = json.dumps({"operations": ["д" * 70_000]})
    response = teacher.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 413


@pytest.mark.django_db
def test_nothing_sent_is_nothing_done(teacher: Client, operate: Operate) -> None:
    assert operate(teacher) == []


@pytest.mark.django_db
def test_a_form_is_told_what_this_door_takes(teacher: Client) -> None:
    response = teacher.post(ADDRESS, {"operations": "[]"})
    assert response.status_code == 415


@pytest.mark.django_db
def test_the_anonymous_get_401_and_a_family_finds_no_door(
    small: SmallSchool, sign_in: SignIn, operation: Make
) -> None:
    body = json.dumps({"operations": [operation()]})
    response = Client().post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 401
    assert "sentence" in response.json()
    with behind(small.job):
        child = small.students[0]
        assert child.kind == Card.Kind.STUDENT
    family = sign_in(small, child, "family")
    response = family.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 404


@pytest.mark.django_db
def test_without_the_token_of_the_page_nothing_is_taken(
    small: SmallSchool, sign_in: SignIn, operation: Make
) -> None:
    client = sign_in(small, small.teacher, checks=True)
    body = json.dumps({"operations": [operation()]})
    response = client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 403


@pytest.mark.django_db
def test_an_answer_of_one_mark_is_short(teacher: Client, operation: Make) -> None:
    body = json.dumps({"operations": [operation()]})
    response = teacher.post(ADDRESS, body, content_type="application/json")
    assert len(response.content) <= 1024


def test_reading_never_raises_for_any_json_value() -> None:
    for value in (None, True, 1.5, [], {}, "", {"operations": [[], {}, None]}):
        found = read(json.dumps(value).encode())
        assert isinstance(found, Malformed | list)


@pytest.mark.django_db
def test_a_page_opened_by_one_person_saves_nothing_for_another(
    small: SmallSchool,
    teacher: Client,
    sign_in: SignIn,
    address: str,
    operation: Make,
) -> None:
    with behind(small.job):
        teach(small.maths, small.colleague)
    page = teacher.get(address).content.decode()
    found = re.search(r'data-visitor="([0-9a-f]{16})"', page)
    assert found is not None
    opened_by, body = found[1], json.dumps({"operations": [operation()]})
    colleague = sign_in(small, small.colleague)
    for client, status in ((colleague, 409), (teacher, 200)):
        asked = client.post(
            ADDRESS,
            body,
            content_type="application/json",
            headers={"X-Visitor": opened_by},
        )
        assert asked.status_code == status
        assert status == 200 or "под другой записью" in asked.json()["sentence"]
        form = client.post(
            f"{address}description/",
            {"topic": "Дроби"},
            headers={"X-Visitor": opened_by},
        )
        assert form.status_code == (303 if status == 200 else 409)
    with behind(small.job):
        assert Mark.objects.get().author == small.teacher
