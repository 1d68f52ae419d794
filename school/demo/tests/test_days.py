"""The calendar of the demo: periods, holidays, and where they are from."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from school.demo import invented, scenery
from school.demo.days import calendar
from school.importing.beginning import standard


@pytest.mark.parametrize(
    "read",
    [
        invented.table("curriculum"),
        *(standard.table(one) for one in ("calendar", "bells", "works", "subjects")),
    ],
    ids=["curriculum", "calendar", "bells", "works", "subjects"],
)
def test_what_the_state_prescribes_has_a_version_and_sources(
    read: dict[str, Any],
) -> None:
    assert read["version"] == invented.version() == "2026/27"
    sources = {each["key"] for each in read["source"] if each["title"]}
    assert sources
    used = {
        row["source"]
        for rows in read.values()
        if isinstance(rows, list)
        for row in rows
        if isinstance(row, dict) and "source" in row
    }
    assert used <= sources


def test_files_of_different_years_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = standard.table

    def older(name: str) -> dict[str, object]:
        return {**read(name), "version": "2025/26"} if name == "bells" else read(name)

    monkeypatch.setattr(standard, "table", older)
    with pytest.raises(invented.InventionError, match=r"bells\.toml — 2025/26"):
        invented.version.__wrapped__()


def test_periods_and_holidays_fill_the_year_without_overlaps() -> None:
    year = calendar()
    long = [
        each
        for each in year.holidays
        if (each.until - each.since).days > 1 and each.grade is None
    ]
    stretches = sorted((*year.periods, *long), key=lambda each: each.since)
    assert (stretches[0].since, stretches[-1].until) == (year.since, year.until)
    assert all(one.until == other.since for one, other in pairwise(stretches))


def test_every_vacation_is_a_week_or_longer() -> None:
    vacations = [each for each in calendar().holidays if "каникулы" in each.name]
    assert [each.grade for each in vacations] == [None, None, 1, None]
    assert all((each.until - each.since).days >= 7 for each in vacations)


def test_first_graders_have_a_week_of_their_own_in_february() -> None:
    year = calendar()
    february = date(2027, 2, 1), date(2027, 3, 1)
    missed = set(year.days(*february)) - set(year.days(*february, 1))
    assert sorted(missed) == [date(2027, 2, 15) + timedelta(n) for n in range(5)]
    assert year.days(*february, 2) == year.days(*february)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-11-18", "2026-11-02", "2026-11-27"),
        ("2026-11-22", "2026-11-02", "2026-11-27"),  # Sunday: the week is over
        ("2026-11-23", "2026-11-09", "2026-12-04"),
        ("2027-01-04", "2026-12-21", "2027-01-15"),  # winter holidays
        ("2026-07-15", "2026-09-01", "2026-09-11"),  # before the year
        ("2027-07-15", "2027-05-11", "2027-05-26"),  # summer after it
    ],
)
def test_the_shown_weeks_are_two_before_this_one_and_the_next(
    today: str, first: str, last: str
) -> None:
    shown = calendar().days(*scenery.small().span(date.fromisoformat(today)))
    assert (shown[0].isoformat(), shown[-1].isoformat()) == (first, last)


def test_no_day_of_the_year_has_too_little_to_show() -> None:
    days = (date(2026, 9, 1) + timedelta(n) for n in range(268))
    spans = (scenery.small().span(day) for day in days)
    assert min(len(calendar().days(*span)) for span in spans) >= 8


def test_nobody_learns_on_holidays_and_weekends() -> None:
    year = calendar()
    for day in ("2026-11-04", "2026-10-26", "2026-11-21", "2026-11-22", "2027-05-10"):
        assert not year.has_lessons(date.fromisoformat(day))
    assert year.has_lessons(date(2026, 11, 3))
