"""A task: solved by trying, checked by one hash, of one form, taken once, in time."""

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.logins import tasks
from school.logins.tasks import Form, Task, is_solved, owed, set_task

AT = datetime(2026, 11, 18, 7, tzinfo=UTC)


def solve(task: Task) -> dict[str, str]:
    """What a browser sends back, found as a browser finds it."""
    for number in count():
        found = sha256(f"{task.token}:{number}".encode()).hexdigest()
        if int(found, 16) < 1 << (256 - task.bits):
            return {"task": task.token, "answer": str(number)}
    raise AssertionError


def task_in(page: str) -> Task:
    """The task of a page, as its script reads it."""
    token = re.search(r'name="task" value="([^"]+)"', page)
    bits = re.search(r'data-bits="(\d+)"', page)
    assert token
    assert bits
    return Task(token[1], int(bits[1]))


def test_an_answer_is_as_good_as_its_zeros() -> None:
    sent = solve(Task("token", 12))
    assert is_solved("token", sent["answer"], 12)
    before = range(int(sent["answer"]))
    assert not any(is_solved("token", str(number), 12) for number in before)
    assert not is_solved("another", sent["answer"], 12)


@pytest.mark.parametrize("answer", ["", "-1", "1e3", "٣", "1" * 13, "1\x00", " 1"])
def test_what_is_no_number_is_no_answer(answer: str) -> None:
    assert not is_solved("token", answer, 0)


@pytest.mark.django_db
def test_an_answer_is_taken_once() -> None:
    sent = solve(set_task(Form.LOGIN, AT))
    assert owed(Form.LOGIN, sent, AT) is None
    assert owed(Form.LOGIN, sent, AT) is not None
    later = AT + tasks.LASTS - timedelta(seconds=2)
    assert owed(Form.LOGIN, sent, later) is not None


@pytest.mark.django_db
def test_a_late_foreign_or_forged_answer_is_none_and_asks_nothing() -> None:
    good = set_task(Form.LOGIN, AT)
    of_another_form = solve(set_task(Form.RECOVER, AT))
    forged = solve(Task(good.token[:-1] + ("A" if good.token[-1] != "A" else "B")))
    mine = solve(good)
    with CaptureQueriesContext(connection) as found:
        for sent, at in [
            (mine, AT + tasks.LASTS),
            (of_another_form, AT),
            (forged, AT),
            (solve(Task("made-up")), AT),
            (mine | {"answer": ""}, AT),
            (mine | {"task": ""}, AT),
            (mine | {"task": "A" * 10_000}, AT),
            (mine | {"task": "\x00:а:"}, AT),
            ({}, AT),
        ]:
            assert owed(Form.LOGIN, sent, at) is not None
    assert len(found) == 0
    assert owed(Form.LOGIN, mine, AT) is None, "none of them has used it up"


@pytest.mark.django_db
def test_a_task_of_another_installation_is_none(settings: Any) -> None:
    settings.SECRET_KEY = "another"
    sent = solve(set_task(Form.LOGIN, AT))
    settings.SECRET_KEY = "ours"
    assert owed(Form.LOGIN, sent, AT) is not None
