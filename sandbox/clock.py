"""The clock shown to everybody: real time plus an offset that tests may move."""

import json
import threading
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

MOSCOW = timezone(timedelta(hours=3), "МСК")
"""The time that pages show."""


class Clock:
    """Real time plus an offset in seconds, written to a file the product reads."""

    def __init__(self, start: datetime | None = None, file: Path | None = None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self.offset_s = 0.0
        if start is not None:
            self.move(start)
        self._first_offset_s = self.offset_s

    def now(self) -> datetime:
        """Tell the shown moment, in UTC."""
        return datetime.fromtimestamp(time.time() + self.offset_s, UTC)

    def now_s(self) -> float:
        """The shown moment as Unix time."""
        return self.now().timestamp()

    def today(self) -> date:
        """The shown day in Moscow."""
        return self.now().astimezone(MOSCOW).date()

    def move(self, to: datetime) -> None:
        """Show another moment from now on; it goes on ticking."""
        self._set(to.timestamp() - time.time())

    def reset(self) -> None:
        """Return to the offset of the start."""
        self._set(self._first_offset_s)

    def _set(self, offset_s: float) -> None:
        with self._lock:
            self.offset_s = offset_s
            if self._file is None:
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_name(self._file.name + ".new")
            fresh.write_text(json.dumps({"offset_s": offset_s}))
            fresh.replace(self._file)


def read_moment(text: str) -> datetime | str:
    """Read an ISO 8601 moment with its zone, or say in Russian what is wrong."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return f"Не читается момент времени: «{text}»."
    if moment.tzinfo is None:
        return "У момента времени нет часового пояса, например +03:00."
    if not 2000 <= moment.year <= 2100:
        return "Год должен быть от 2000 до 2100."
    return moment
