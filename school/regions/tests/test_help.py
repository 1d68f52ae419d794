"""«Сейчас отвечают» is said only when somebody answers."""

from datetime import date, datetime, time

import pytest

from school.regions.help import Hours, answering, described

HOURS = Hours(time(8), time(17), time(12, 30), time(13, 30))
MONDAY_OFF = frozenset({date(2026, 11, 23)})


@pytest.mark.parametrize(
    ("local", "off", "told"),
    [
        ("2026-11-18T07:59", (), (False, "сегодня с 8:00")),
        ("2026-11-18T08:00", (), (True, "до 12:30")),
        ("2026-11-18T12:29", (), (True, "до 12:30")),
        ("2026-11-18T12:30", (), (False, "обед до 13:30")),
        ("2026-11-18T13:30", (), (True, "до 17:00")),
        ("2026-11-18T17:00", (), (False, "завтра с 8:00")),
        ("2026-11-20T17:30", (), (False, "в понедельник с 8:00")),
        ("2026-11-21T10:00", (), (False, "в понедельник с 8:00")),
        ("2026-11-22T10:00", (), (False, "завтра с 8:00")),
        ("2026-11-22T10:00", MONDAY_OFF, (False, "во вторник с 8:00")),
        ("2026-11-23T10:00", MONDAY_OFF, (False, "завтра с 8:00")),
    ],
)
def test_the_hot_line_says_truly_whether_it_answers(
    local: str, off: frozenset[date], told: tuple[bool, str]
) -> None:
    assert answering(HOURS, datetime.fromisoformat(local), frozenset(off)) == told


def test_a_long_pause_is_named_by_its_date() -> None:
    january = frozenset(date(2027, 1, number) for number in range(1, 9))
    pause = january | {date(2026, 12, 31)}
    told = answering(HOURS, datetime.fromisoformat("2026-12-30T18:00"), pause)
    assert told == (False, "11.01 с 8:00")


def test_hours_are_read_aloud_in_one_line() -> None:
    assert described(HOURS) == "пн–пт 8:00–17:00, обед 12:30–13:30"
