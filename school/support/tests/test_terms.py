"""Whose move a message is and until when: pure, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.support.models import Ticket
from school.support.terms import (
    Calendar,
    Days,
    Rest,
    Standing,
    due_of,
    first_holder,
    risen,
    ways,
)

State, Holder = Ticket.State, Ticket.Holder
TEACHER, ADMINISTRATOR, SUPPORT = Holder
WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (18, 19, 20))
SATURDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (21, 23, 24))
PLAIN = Calendar()


@pytest.mark.parametrize(
    ("on", "days", "last"),
    [
        (WEDNESDAY, 1, THURSDAY),
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (WEDNESDAY, 3, MONDAY),
        (WEDNESDAY, 0, WEDNESDAY),
    ],
)
def test_a_term_begins_tomorrow_and_counts_working_days(
    on: date, days: int, last: date
) -> None:
    assert PLAIN.end_of(on, days) == last


def test_a_day_off_of_the_region_is_no_working_day() -> None:
    closed = Calendar(days_off={THURSDAY, MONDAY})
    assert closed.end_of(WEDNESDAY, 1) == FRIDAY
    assert closed.end_of(FRIDAY, 1) == TUESDAY


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(1, 10))
def test_a_term_ends_on_a_working_day_with_so_many_before_it(
    on: date, days: int
) -> None:
    last = PLAIN.end_of(on, days)
    between = [on + timedelta(n) for n in range(1, (last - on).days + 1)]
    assert PLAIN.works(last)
    assert sum(PLAIN.works(day) for day in between) == days


@pytest.mark.parametrize(
    ("calendar", "on", "grade", "rests"),
    [
        (PLAIN, WEDNESDAY, 5, False),
        (Calendar(holidays=[Rest(WEDNESDAY, FRIDAY)]), THURSDAY, 5, True),
        (Calendar(holidays=[Rest(WEDNESDAY, FRIDAY)]), FRIDAY, 5, False),
        (Calendar(holidays=[Rest(WEDNESDAY, FRIDAY, grade=1)]), THURSDAY, 5, False),
        (Calendar(holidays=[Rest(WEDNESDAY, FRIDAY, grade=1)]), THURSDAY, 1, True),
        # A week-end before a holiday is the holiday's, one before lessons is not.
        (Calendar(holidays=[Rest(MONDAY, TUESDAY)]), SATURDAY, 5, True),
        (PLAIN, SATURDAY, 5, False),
        # Nobody works on the day of rest: one comes back the day after.
        (
            Calendar({WEDNESDAY}, holidays=[Rest(WEDNESDAY, THURSDAY)]),
            WEDNESDAY,
            5,
            False,
        ),
        (Calendar(years=[Rest(date(2026, 9, 1), THURSDAY)]), WEDNESDAY, 5, False),
        (Calendar(years=[Rest(date(2026, 9, 1), THURSDAY)]), THURSDAY, 5, True),
    ],
)
def test_holidays_are_told_from_week_ends(
    calendar: Calendar, on: date, grade: int, rests: bool
) -> None:
    assert calendar.rests(on, grade) is rests


def test_a_calendar_without_a_working_day_ends() -> None:
    never = Calendar(days_off={WEDNESDAY + timedelta(n) for n in range(800)})
    assert never.end_of(WEDNESDAY, 1) == THURSDAY


def test_it_comes_to_the_class_teacher_who_is_there() -> None:
    def comes(calendar: Calendar = PLAIN, *, led: bool = True) -> Ticket.Holder:
        return first_holder(led=led, grade=5, calendar=calendar, today=WEDNESDAY)

    assert comes() is TEACHER
    assert comes(led=False) is ADMINISTRATOR
    assert comes(Calendar(holidays=[Rest(WEDNESDAY, FRIDAY)])) is ADMINISTRATOR


@pytest.mark.parametrize(
    ("state", "holder", "last"),
    [
        (State.RECEIVED, TEACHER, THURSDAY),
        (State.WORKING, TEACHER, THURSDAY),
        (State.RECEIVED, ADMINISTRATOR, MONDAY),
        (State.RECEIVED, SUPPORT, None),
        (State.FIXED, TEACHER, None),
        (State.ASKED, ADMINISTRATOR, None),
    ],
)
def test_a_term_runs_while_the_school_has_something_to_do(
    state: Ticket.State, holder: Ticket.Holder, last: date | None
) -> None:
    due = due_of(state, holder, days=Days(), calendar=PLAIN, today=WEDNESDAY)
    assert due == last


@pytest.mark.parametrize(
    ("one", "to"),
    [
        (Standing(State.RECEIVED, TEACHER, WEDNESDAY, led=True, grade=5), None),
        (Standing(State.WORKING, TEACHER, WEDNESDAY, led=False, grade=5), "up"),
        (Standing(State.WORKING, TEACHER, date(2026, 11, 17), True, 5), "up"),
        (Standing(State.WORKING, TEACHER, None, led=True, grade=5), None),
        (Standing(State.ASKED, TEACHER, None, led=False, grade=5), None),
        (Standing(State.RECEIVED, ADMINISTRATOR, WEDNESDAY, False, None), None),
        (Standing(State.RECEIVED, ADMINISTRATOR, date(2026, 11, 17), True, 5), "top"),
        (Standing(State.FIXED, ADMINISTRATOR, date(2026, 11, 17), True, 5), None),
        (Standing(State.RECEIVED, SUPPORT, date(2026, 11, 17), True, 5), None),
    ],
)
def test_the_clock_raises_what_is_late_or_at_nobody(
    one: Standing, to: str | None
) -> None:
    whom = {"up": ADMINISTRATOR, "top": SUPPORT, None: None}[to]
    assert risen(one, PLAIN, WEDNESDAY) is whom


def test_a_holiday_that_begins_takes_it_from_the_class_teacher() -> None:
    one = Standing(State.RECEIVED, TEACHER, THURSDAY, led=True, grade=5)
    holiday = Calendar(holidays=[Rest(WEDNESDAY, MONDAY)])
    assert risen(one, holiday, WEDNESDAY) is ADMINISTRATOR


@pytest.mark.parametrize(
    ("holder", "administers", "named", "whom"),
    [
        (TEACHER, False, True, (ADMINISTRATOR,)),
        (ADMINISTRATOR, False, True, ()),
        (SUPPORT, False, True, ()),
        (TEACHER, True, True, (ADMINISTRATOR, SUPPORT)),
        (ADMINISTRATOR, True, True, (TEACHER, SUPPORT)),
        (ADMINISTRATOR, True, False, (SUPPORT,)),
        (SUPPORT, True, False, (ADMINISTRATOR,)),
    ],
)
def test_who_may_hand_it_to_whom(
    holder: Ticket.Holder,
    administers: bool,
    named: bool,
    whom: tuple[Ticket.Holder, ...],
) -> None:
    assert ways(holder, administers=administers, named=named) == whom
