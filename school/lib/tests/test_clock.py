"""The clock that a demonstration may move."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from school.lib.clock import Clock


def shift(path: Path, seconds: float) -> None:
    path.write_text(json.dumps({"offset_s": seconds}))


def ahead(clock: Clock) -> timedelta:
    return clock.now() - datetime.now(UTC)  # noqa: TID251 - real time, to compare


def test_without_a_file_the_clock_is_real() -> None:
    assert abs(ahead(Clock())) < timedelta(minutes=1)


def test_the_clock_follows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = Clock(file, start=timedelta(days=1))
    assert ahead(clock) > timedelta(hours=23)
    shift(file, 3 * 86400)
    assert timedelta(days=2) < ahead(clock) < timedelta(days=4)


def test_a_broken_file_keeps_the_last_good_offset(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = Clock(file)
    shift(file, 86400)
    assert ahead(clock) > timedelta(hours=23)
    for broken in ("", "{", '{"offset_s": "x"}', "[]"):
        file.write_text(broken)
        assert ahead(clock) > timedelta(hours=23)


def test_the_day_is_the_regions_day(tmp_path: Path) -> None:
    clock = Clock(start=timedelta())
    east, west = ZoneInfo("Asia/Kamchatka"), ZoneInfo("Europe/Kaliningrad")
    assert clock.today(east) >= clock.today(west)
