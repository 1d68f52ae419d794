"""The next step of a family: the one of the parent who is nearest to the diary."""

from datetime import UTC, datetime

import pytest

from school.desk.causes import Cause
from school.desk.standing import Person
from school.papers.memos import memo

CHILD = Person(1, "student", (), guardians=(2, 3))
CAME = datetime(2026, 11, 1, tzinfo=UTC)
KINDS = {2: "mother", 3: "father"}


def parent(card: int, *causes: Cause, came: bool = False) -> Person:
    return Person(card, "guardian", causes, entered_at=CAME if came else None)


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_a_step_of_two_sentences_without_gaps(cause: Cause) -> None:
    said = memo(CHILD, [parent(2, cause)], KINDS)
    assert said is not None
    assert said.title
    assert said.text.endswith(".")
    assert "{" not in said.title + said.text


def test_the_nearest_parent_is_asked_and_named_by_what_he_is() -> None:
    far, near = parent(2, Cause.NO_USER), parent(3, Cause.NOT_CONFIRMED)
    said = memo(CHILD, [far, near], KINDS)
    assert said is not None
    assert said.title == "Подтвердите учётную запись папы на Госуслугах"
    assert said.is_theirs


def test_a_family_that_reads_gets_no_sheet() -> None:
    reads = parent(2, came=True)
    assert memo(CHILD, [reads, parent(3, Cause.NO_SNILS)], KINDS) is None


def test_one_who_came_once_and_stands_outside_again_gets_a_sheet() -> None:
    out = parent(2, Cause.NO_CONSENT, came=True)
    said = memo(CHILD, [out], KINDS)
    assert said is not None
    assert "личном кабинете мамы" in said.text


def test_where_the_school_acts_the_family_is_told_to_wait() -> None:
    said = memo(CHILD, [parent(2, Cause.NO_USER)], KINDS)
    assert said is not None
    assert not said.is_theirs
    assert "исправляет школа" in said.text


def test_a_child_without_parents_needs_the_data_of_one() -> None:
    alone = Person(1, "student", (Cause.NO_PARENT,), is_alone=True)
    said = memo(alone, [], {})
    assert said is not None
    assert said.title == "Передайте школе данные одного из родителей"
    assert memo(CHILD, [], {}) is None
