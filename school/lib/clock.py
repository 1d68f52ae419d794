"""The only place that asks what time it is.

What people are shown (the school's day, «сегодня», an age) follows this clock, which
a demonstration or a test may shift. What history records keeps the database's own
real time.
"""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo


class _Read(NamedTuple):
    mtime_ns: int
    offset: timedelta


class Clock:
    """Real time plus an offset kept in a file that another program may rewrite.

    ``path`` is JSON ``{"offset_s": float}``: shown time minus real time, in seconds.
    Without a path the clock is real. A missing or broken file means the last offset
    that could be read, at first ``start``.
    """

    def __init__(
        self, path: Path | None = None, *, start: timedelta = timedelta()
    ) -> None:
        self._path = path
        self._read = _Read(-1, start)

    def now(self) -> datetime:
        """The shown moment, aware, in UTC."""
        return datetime.now(UTC) + self._offset()  # noqa: TID251 - this is the clock

    def today(self, zone: ZoneInfo) -> date:
        """The shown day in a region's time zone."""
        return self.now().astimezone(zone).date()

    def _offset(self) -> timedelta:
        if self._path is None:
            return self._read.offset
        try:
            mtime_ns = self._path.stat().st_mtime_ns
            if mtime_ns != self._read.mtime_ns:
                seconds = float(json.loads(self._path.read_text())["offset_s"])
                self._read = _Read(mtime_ns, timedelta(seconds=seconds))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return self._read.offset
        return self._read.offset


_clock = Clock()


def use(clock: Clock) -> None:
    """Make ``clock`` the program's clock. Called once, by the settings."""
    global _clock
    _clock = clock


def now() -> datetime:
    """The shown moment, aware, in UTC."""
    return _clock.now()


def today(zone: ZoneInfo) -> date:
    """The shown day in a region's time zone."""
    return _clock.today(zone)
