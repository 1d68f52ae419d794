"""The three truths of a school, counted of its people."""

from datetime import UTC, datetime

from school.desk.causes import Cause
from school.desk.counting import (
    Truths,
    by_cause,
    by_class,
    counts,
    entered_since,
    families,
    of_class,
    truths,
)
from school.desk.standing import Person

_THEN = datetime(2026, 11, 2, tzinfo=UTC)
_NOW = datetime(2026, 11, 18, tzinfo=UTC)


def parent(card: int, *causes: Cause, entered: datetime | None = None) -> Person:
    return Person(card, "guardian", causes, entered_at=entered)


def child(
    card: int, *guardians: int, of: int = 1, causes: tuple[Cause, ...] | None = ()
) -> Person:
    alone = not guardians
    return Person(
        card, "student", causes, school_class=of, guardians=guardians, is_alone=alone
    )


def test_one_ready_parent_is_enough_for_a_family() -> None:
    people = [child(1, 10, 11), parent(10, Cause.NO_SNILS), parent(11, Cause.NOT_YET)]
    assert truths(families(people, "guardian")) == Truths(families=1, ready=1)


def test_ready_stopped_and_been_in_are_told_apart() -> None:
    people = [
        child(1, 10),
        parent(10, Cause.NO_CONSENT, entered=_THEN),
        child(2, 11),
        parent(11, Cause.NOT_CONFIRMED),
        child(3, 12),
        parent(12, Cause.NO_USER, Cause.NO_CONSENT),
        child(4, 13, 14),
        parent(13, Cause.NO_CONSENT),
        parent(14, entered=_NOW),
    ]
    found = families(people, "guardian")
    told = truths(found)
    assert told == Truths(families=4, ready=3, not_confirmed=1, no_consent=1, entered=2)
    assert (told.stopped, told.waiting, told.share(told.ready)) == (2, 1, 75)
    assert entered_since(found, _NOW) == 1


def test_no_share_is_whole_while_a_family_is_missing() -> None:
    assert Truths(families=486, ready=485).share(485) == 99
    assert Truths().share(0) == 0


def test_a_child_without_parents_is_a_cause_and_no_family() -> None:
    people = [child(1)]
    assert families(people, "guardian") == []
    assert by_cause(people, "guardian")[Cause.NO_PARENT] == people
    assert by_cause(people, "student")[Cause.NO_PARENT] == []


def test_on_the_students_side_each_stands_for_himself() -> None:
    asked, unasked = child(1, causes=(Cause.NOT_YET,)), child(2, causes=None)
    assert [each.student for each in families([asked, unasked], "student")] == [asked]
    assert by_cause([asked, unasked], "student")[Cause.NOT_YET] == [asked]


def test_people_are_counted_once_by_their_first_cause() -> None:
    people = [parent(10, Cause.NO_SNILS, Cause.NO_USER), parent(11, Cause.NO_CONSENT)]
    found = by_cause(people, "guardian")
    assert {cause: len(them) for cause, them in found.items() if them} == {
        Cause.NO_SNILS: 1,
        Cause.NO_CONSENT: 1,
    }
    assert (counts(found, by_school=True), counts(found, by_school=False)) == (1, 1)


def test_a_class_has_its_children_and_their_parents() -> None:
    people = [child(1, 10), parent(10), child(2, 10, 11, of=2), parent(11)]
    assert {each.card for each in of_class(people, 1)} == {1, 10}
    told = by_class(families(people, "guardian"))
    assert {place: each.families for place, each in told.items()} == {1: 1, 2: 1}
