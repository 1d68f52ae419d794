"""`manage.py make_lessons`: the timetable goes on by itself."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from school.academics.tests.small_school import SmallSchool, build
from school.journal.models import Lesson
from school.lib import clock
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> SmallSchool:
    return build()


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """18 November 2026, ten in Moscow."""
    start = datetime(2026, 11, 18, 7, tzinfo=UTC) - clock.Clock().now()
    monkeypatch.setattr(clock, "_clock", clock.Clock(start=start))


def said(*words: str) -> str:
    out = StringIO()
    call_command("make_lessons", *words, stdout=out)
    return out.getvalue().strip()


def days(small: SmallSchool) -> list[date]:
    with behind(small.job):
        found = Lesson.objects.filter(group=small.maths).order_by("date")
        return list(found.values_list("date", flat=True))


def test_lessons_are_made_for_four_weeks_from_today(small: SmallSchool) -> None:
    assert said().startswith("Школа № 12: новых уроков до 16.12.2026 — ")
    assert (days(small)[0], days(small)[-1]) == (date(2026, 11, 18), date(2026, 12, 16))


def test_saying_it_again_makes_none(small: SmallSchool) -> None:
    said()
    assert said().endswith("— 0.")


def test_of_one_school_and_until_a_day(small: SmallSchool) -> None:
    other = build("Школа № 13")
    key = to_text(small.school.key)
    assert "до 20.11.2026" in said("--school", key, "--until", "2026-11-20")
    assert days(small) == [date(2026, 11, 18), date(2026, 11, 20)]
    assert days(other) == []


@pytest.mark.parametrize("until", ["2026-11-17", "завтра", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused(small: SmallSchool, until: str) -> None:
    with pytest.raises(CommandError):
        said("--until", until)
    assert days(small) == []
