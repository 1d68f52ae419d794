"""A rule counts knocks in a window; PostgreSQL counts as the pure rule does."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from school.access.models import Throttle
from school.access.sweeping import sweep
from school.access.throttling import (
    NOBODY,
    RULES,
    Caller,
    Door,
    Rule,
    Slowed,
    Window,
    counted,
    forget,
    forgive,
    knock,
    knock_to_fail,
)

AT = datetime(2026, 11, 18, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RULE = Rule(Door.STATUS, "address", 10, MINUTE)


def test_a_window_opens_with_the_first_knock_and_then_only_counts() -> None:
    window = counted(None, RULE, AT)
    assert window == Window(AT + MINUTE, 1)
    for second in range(1, 60):
        window = counted(window, RULE, AT + timedelta(seconds=second))
    assert window == Window(AT + MINUTE, 60)


def test_when_it_is_over_everything_is_forgotten() -> None:
    full = Window(AT + MINUTE, 500)
    assert counted(full, RULE, AT + MINUTE) == Window(AT + 2 * MINUTE, 1)


def test_a_clock_set_back_locks_nobody_out() -> None:
    of_tomorrow = Window(AT + timedelta(days=1), 500)
    assert counted(of_tomorrow, RULE, AT) == Window(AT + MINUTE, 1)


def test_every_door_has_a_rule_and_lets_a_class_in() -> None:
    assert {rule.door for rule in RULES} == set(Door)
    # Only at one login guesses are counted for longer: its owner gets a new card.
    long = [rule for rule in RULES if rule.lasts > timedelta(hours=1)]
    assert {(rule.door, rule.what) for rule in long} == {(Door.LOGIN, "account")}
    (network,) = [
        rule for rule in RULES if rule.door is Door.SIGN_IN and rule.what == "address"
    ]
    assert network.most >= 4 * 30


@pytest.mark.django_db
def test_postgresql_counts_as_the_pure_rule_does() -> None:
    walk = random.Random(5)  # noqa: S311 - a repeatable walk
    caller = Caller(address="203.0.113.7")
    window, at = None, AT
    outcomes = set()
    for _ in range(300):
        at += timedelta(seconds=walk.choice([0] * 9 + [1, 2, 5, 60, -30, -4000]))
        window = counted(window, RULE, at)
        due = Slowed(window.until) if window.times > RULE.most else None
        assert knock(Door.STATUS, caller, at) == due
        row = Throttle.objects.get()
        assert (row.until_at, row.times) == (window.until, window.times)
        outcomes.add(due is None)
    assert outcomes == {True, False}


@pytest.mark.django_db
def test_callers_and_doors_are_counted_apart() -> None:
    first, second = Caller(address="203.0.113.7"), Caller(address="203.0.113.8")
    for _ in range(RULE.most):
        assert knock(Door.STATUS, first, AT) is None
    assert knock(Door.STATUS, first, AT) == Slowed(AT + MINUTE)
    assert knock(Door.STATUS, second, AT) is None
    assert knock(Door.INVITATION, first, AT) is None
    assert knock(Door.STATUS, first, AT + MINUTE) is None


@pytest.mark.django_db
def test_the_longest_wait_of_several_counts() -> None:
    both = Caller(browser="b", address="203.0.113.7")
    for _ in range(10):
        assert knock(Door.SIGN_IN, both, AT) is None
    assert knock(Door.SIGN_IN, both, AT) == Slowed(AT + 10 * MINUTE)
    assert knock(Door.SIGN_IN, replace(both, browser="c"), AT) is None


@pytest.mark.django_db
def test_whoever_is_known_by_nothing_is_not_counted() -> None:
    assert knock(Door.STATUS, NOBODY, AT) is None
    assert not Throttle.objects.exists()


@pytest.mark.django_db
def test_a_row_names_nobody_and_a_crash_may_take_it() -> None:
    knock(Door.REPORT, Caller(address="203.0.113.7", reference="ЭШ-2611-7К4М2Х"), AT)
    for row in Throttle.objects.all():
        assert len(row.key) == 64
        assert set(row.key) <= set("0123456789abcdef")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'throttle'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db
def test_old_windows_are_swept() -> None:
    knock(Door.STATUS, Caller(address="203.0.113.7"), AT)
    knock(Door.REPORT, Caller(address="203.0.113.7"), AT)
    sweep(AT + MINUTE)
    (left,) = Throttle.objects.all()
    assert left.until_at == AT + timedelta(hours=1)


@pytest.mark.django_db
def test_where_failures_count_what_did_not_fail_is_taken_back() -> None:
    caller = Caller(address="203.0.113.7", account="x")
    for _ in range(20):
        assert knock_to_fail(Door.LOGIN, caller, AT) is None
        forgive(Door.LOGIN, caller)
    for _ in range(5):
        assert knock_to_fail(Door.LOGIN, caller, AT) is None
    for _ in range(50):
        assert knock_to_fail(Door.LOGIN, caller, AT) is not None
    later = AT + timedelta(minutes=5)
    assert knock_to_fail(Door.LOGIN, caller, later) is None, "to wait was counted"
    forget(Door.LOGIN, Caller(account="x"))
    assert Throttle.objects.count() == 2, "the address is counted on"


def test_of_two_at_once_the_one_that_is_counted_second_begins_nothing_anew() -> None:
    window = counted(None, RULE, AT + timedelta(milliseconds=1))
    assert counted(window, RULE, AT).times == 2
