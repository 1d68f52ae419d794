"""A new week in the place of one that stands: shown, written, followed, taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from school.academics.models import TimetableSlot
from school.access.tests.test_papering import TODAY
from school.importing import writing
from school.importing.loads.comparing import Place
from school.importing.tests.books import Row
from school.importing.tests.grids import (
    COMPUTING,
    ENGLISH,
    IVANOVA,
    LUZHIN,
    MATHS,
    PETROVA,
    RUSSIAN,
    WEEK,
    rows_of,
    table_of,
)
from school.importing.tests.lists import write
from school.importing.tests.weeks import MATHS as STANDS
from school.importing.tests.weeks import SEPTEMBER, learning, send, slots
from school.importing.timetable.comparing import Slot, SlotRow
from school.importing.timetable.days import day_named
from school.importing.timetable.saying import plan_of
from school.importing.timetable.writing import read
from school.importing.verdicts import Verdict
from school.journal.models import Lesson
from school.registry.tests.conftest import Office, words

__all__ = ["learning"]
# Days on which nothing of today has begun.
ONCE, TWICE, THRICE = [day for day in range(1, 7) if day != TODAY.isoweekday()][:3]
of_a_school = pytest.mark.django_db(transaction=True)
FIRST = (1, 1, 1)
WHOLE, RUS = Place("5А", MATHS, ""), Place("5А", RUSSIAN, "")
ONE, TWO = (Place("5А", ENGLISH, f"{n}-я группа") for n in (1, 2))


def beside(cell: str, *slots: Slot, **members: Any) -> list[SlotRow]:
    """A cell of Monday's first lesson beside what stands then."""
    week = replace(WEEK, slots=slots, **members)
    table = table_of(("", "", "5А", "5Б"), ("пн", 1.0, cell, ""), ("", 2.0, "", ""))
    return list(rows_of(table, week))


def stands(place: Place, teacher: int, room: str = "") -> Slot:
    return Slot(place, FIRST, place.subject, teacher, room, "", "", 2)


def test_another_lesson_takes_the_place_of_what_stands() -> None:
    (row,) = beside("Матем.", stands(RUS, PETROVA))
    assert row.verdict is Verdict.CHANGE
    assert [slot.place for slot in row.was] == [RUS]
    plan = plan_of([row]).replace("\xa0", " ")
    assert "изменим 1 урок" in plan
    assert "есть записи: 2 прежних урока." in plan
    assert "Чего в таблице нет, остаётся в расписании как было." in plan


def test_a_lesson_of_a_whole_class_takes_the_place_of_both_groups() -> None:
    (row,) = beside("Матем.", stands(ONE, PETROVA), stands(TWO, PETROVA))
    assert {slot.place for slot in row.was} == {ONE, TWO}


def test_another_room_or_teacher_is_a_change_and_silence_is_none() -> None:
    assert beside("Матем.", stands(WHOLE, IVANOVA, "12"))[0].verdict is Verdict.SAME
    (row,) = beside("Матем. 14", stands(WHOLE, IVANOVA, "12"))
    assert (row.verdict, row.room) == (Verdict.CHANGE, "14")
    (row,) = beside("Матем.", stands(WHOLE, LUZHIN, "12"))
    assert (row.verdict, row.room) == (Verdict.CHANGE, "12")


def test_a_group_takes_the_place_of_one_that_shares_a_child_with_it() -> None:
    other = Place("5А", COMPUTING, "1")
    cell = "Информ. 1 гр."
    apart = {ONE: frozenset({7}), other: frozenset({8})}
    (row,) = beside(cell, stands(ONE, PETROVA), members=apart)
    assert row.verdict is Verdict.CREATE
    shared = {ONE: frozenset({7, 8}), other: frozenset({8})}
    (row,) = beside(cell, stands(ONE, PETROVA), members=shared)
    assert [slot.place for slot in row.was] == [ONE]


@pytest.fixture
def weekly(learning: Office) -> Office:
    """With mathematics on two days since September, four weeks dated."""
    head = learning.head()
    maths = [("4А", day_named(day), *STANDS[2:]) for day in (ONCE, TWICE)]
    write(head, send(head, *maths))
    with learning.behind():
        TimetableSlot.objects.update(since_date=SEPTEMBER)
    return learning


def lessons(school: Office) -> list[tuple[Any, ...]]:
    with school.behind():
        found = Lesson.objects.filter(group__school_class__grade=4)
        columns = ("date", "group__subject__name", "group__name", "room")
        return sorted(found.values_list(*columns))


def take_back(head: Client, address: str) -> None:
    back = words(head.get(f"{address}back/"))
    seen = back.partition('name="seen" value="')[2].partition('"')[0]
    assert head.post(f"{address}back/", {"seen": seen}).status_code == 303


ENGLISH_ROWS: tuple[Row, ...] = (
    ("4А", day_named(ONCE), 1, "Английский язык", "1", "", "7"),
    ("4А", day_named(ONCE), 1, "Английский язык", "2", "", "8"),
)


@of_a_school
def test_what_a_crash_left_of_the_old_week_goes_by_another_press(
    weekly: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = weekly.head()
    address = send(head, *ENGLISH_ROWS)
    with monkeypatch.context() as ends_here:
        ends_here.setattr(writing, "settle", lambda *_: None)
        write(head, address)
    left = lessons(weekly)
    assert head.post(f"{address}write/", {"seen": ""}).status_code == 409
    once = [one for one in left if one[0].isoweekday() == ONCE]
    bare = [one for one in once if one[1] == "Математика"]
    assert bare
    assert lessons(weekly) == [one for one in left if one not in bare]


@of_a_school
def test_a_new_week_ends_the_old_and_bare_lessons_follow(weekly: Office) -> None:
    head = weekly.head()
    with weekly.behind():
        written = Lesson.objects.filter(date__iso_week_day=ONCE).order_by("date")[1]
        Lesson.objects.filter(pk=written.pk).update(topic="Дроби")
    before = lessons(weekly)
    address = send(head, *ENGLISH_ROWS)
    page = words(head.get(address))
    assert "в 1 классе изменим 2 урока" in page
    assert "Было: Математика, Лужина Н. О., кабинет 12 — станет: Английский" in page
    assert "есть записи: 1 прежний урок." in page
    write(head, address)
    assert slots(weekly) == [
        (ONCE, 1, "Английский язык", "1", "7"),
        (ONCE, 1, "Английский язык", "2", "8"),
        (TWICE, 1, "Математика", "", "12"),
    ]
    with weekly.behind():
        ended = TimetableSlot.objects.exclude(until_date=None).get()
        assert ended.until_date == TODAY
    now = lessons(weekly)
    once = [one for one in before if one[0].isoweekday() == ONCE]
    assert [one for one in now if one[1] == "Математика"] == [
        one for one in before if one[0].isoweekday() == TWICE or one[0] == written.date
    ]
    assert len([one for one in now if one[1] != "Математика"]) == 2 * len(once)
    take_back(head, address)
    assert lessons(weekly) == before
    assert slots(weekly)[0] == (ONCE, 1, "Математика", "", "12")


@of_a_school
def test_another_room_is_given_to_bare_lessons_and_taken_back(weekly: Office) -> None:
    head = weekly.head()
    with weekly.behind():
        keys = set(Lesson.objects.values_list("key", flat=True))
    before = lessons(weekly)
    address = send(head, ("4А", day_named(ONCE), *STANDS[2:6], "31"))
    write(head, address)
    moved = {one[0].isoweekday() for one in lessons(weekly) if one[3] == "31"}
    assert moved == {ONCE}
    with weekly.behind():
        assert set(Lesson.objects.values_list("key", flat=True)) == keys
    take_back(head, address)
    assert lessons(weekly) == before


@of_a_school
def test_lessons_that_the_night_made_go_with_the_week(weekly: Office) -> None:
    head = weekly.head()
    before = lessons(weekly)
    address = send(head, ("4А", day_named(THRICE), 2, "Математика", "", "", ""))
    write(head, address)
    later = TODAY + timedelta(weeks=6)
    call_command("make_lessons", until=later.isoformat())
    assert lessons(weekly)[-1][0] > TODAY + timedelta(weeks=5)
    take_back(head, address)
    left = [one for one in lessons(weekly) if one[0] <= TODAY + timedelta(weeks=4)]
    assert left == before
    assert not [one for one in lessons(weekly) if one[0].isoweekday() == THRICE]


@of_a_school
def test_the_week_is_read_in_eleven_queries(
    weekly: Office, django_assert_num_queries: Any
) -> None:
    with weekly.behind(), django_assert_num_queries(11):
        read(weekly.school, TODAY)
