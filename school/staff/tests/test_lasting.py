"""Who remains, who has not used the role, and that somebody always stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.people.names import FullName
from school.staff.holders import Holder
from school.staff.lasting import (
    UNUSED_AFTER,
    is_needed,
    is_unused,
    remains,
    to_suspend,
)

TODAY = date(2026, 11, 18)
LONG_AGO = TODAY - UNUSED_AFTER
LATELY = LONG_AGO + timedelta(days=1)
ONE = Holder(
    grant=1,
    card=1,
    key=1,
    name=FullName("Громова", "Тамара"),
    position="администратор",
    comes_in=True,
    since=LONG_AGO,
    until=None,
    works_until=None,
    suspended=False,
    watched=LONG_AGO,
    used=None,
    given_by="",
)
ANOTHER = replace(ONE, grant=2, card=2, key=2)


@pytest.mark.parametrize(
    ("changed", "unused"),
    [
        ({}, True),
        ({"used": LONG_AGO}, True),
        ({"used": LATELY}, False),
        ({"since": LATELY}, False),
        ({"watched": LATELY}, False),
        ({"watched": None}, False),
        ({"used": date(2025, 1, 1), "since": LATELY}, False),
    ],
)
def test_ninety_days_are_counted_from_the_latest_that_is_known(
    changed: dict[str, date | None], unused: bool
) -> None:
    assert is_unused(replace(ONE, **changed), TODAY) is unused


@pytest.mark.parametrize(
    ("other", "is_there"),
    [
        (ANOTHER, True),
        (replace(ANOTHER, comes_in=False), False),
        (replace(ANOTHER, until=TODAY), False),
        (replace(ANOTHER, until=TODAY + timedelta(days=30)), False),
        (replace(ANOTHER, works_until=TODAY + timedelta(days=30)), False),
        (replace(ANOTHER, since=TODAY + timedelta(days=1)), False),
        (replace(ONE, grant=2), False),
    ],
)
def test_who_remains_can_come_in_and_has_no_end_before_him(
    other: Holder, is_there: bool
) -> None:
    assert remains([ONE, other], ONE.card, TODAY) is is_there


def test_who_is_needed_comes_in_and_nobody_else_remains() -> None:
    goes = replace(ANOTHER, until=TODAY + timedelta(days=3))
    assert is_needed([ONE, goes], ONE.card, TODAY)
    assert not is_needed([ONE, ANOTHER], ONE.card, TODAY)
    assert not is_needed([replace(ONE, comes_in=False), goes], ONE.card, TODAY)
    assert not is_needed([goes], ONE.card, TODAY)


def test_the_only_one_is_not_suspended() -> None:
    assert to_suspend([ONE], TODAY) == []
    assert to_suspend([ONE, replace(ANOTHER, used=LATELY)], TODAY) == [ONE]


def test_of_several_idle_ones_the_last_who_came_in_stays() -> None:
    came = replace(ANOTHER, used=LONG_AGO)
    before = replace(ONE, used=LONG_AGO - timedelta(days=1))
    assert to_suspend([before, came], TODAY) == [before]


def test_of_idle_ones_who_has_no_end_stays_and_else_whoever_can_come_in() -> None:
    leaving = replace(ONE, works_until=TODAY + timedelta(days=30))
    assert to_suspend([leaving, ANOTHER], TODAY) == [leaving]
    assert to_suspend([leaving], TODAY) == []


def test_who_cannot_come_in_any_more_is_suspended_even_alone() -> None:
    assert to_suspend([replace(ONE, comes_in=False)], TODAY) != []


def test_what_is_over_is_not_suspended_again() -> None:
    over = replace(ONE, until=TODAY, suspended=True)
    assert to_suspend([over, ANOTHER], TODAY) == []


DAYS = st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days))
HOLDERS = st.lists(
    st.builds(
        lambda number, **values: replace(ONE, grant=number, card=number, **values),
        st.integers(1, 9),
        comes_in=st.booleans(),
        since=DAYS,
        until=st.none() | st.just(TODAY + timedelta(days=5)),
        works_until=st.none() | st.just(TODAY + timedelta(days=9)),
        watched=st.none() | DAYS,
        used=st.none() | DAYS,
    ),
    unique_by=lambda one: one.card,
    max_size=6,
)


@given(HOLDERS)
def test_whoever_could_come_in_before_somebody_still_can(holders: list[Holder]) -> None:
    gone = to_suspend(holders, TODAY)
    left = [one for one in holders if one not in gone]
    assert remains(left, 0, TODAY) is remains(holders, 0, TODAY)
    assert any(one.comes_in for one in left) is any(one.comes_in for one in holders)
    assert all(is_unused(one, TODAY) for one in gone)
