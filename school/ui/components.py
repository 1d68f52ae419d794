"""What the page of all parts shows: ``ui/components.html``, for development."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

_MONDAY: Final = date(2026, 11, 16)
_DAYS: Final = 6
_CHOSEN: Final = 2


@dataclass(frozen=True, slots=True)
class StripDay:
    """One cell of the day strip, as the macro ``day_strip`` reads it."""

    date: date
    href: str
    chosen: bool
    today: bool
    free: bool
    marks: int
    tasks: int


def page(theme: str = "") -> dict[str, Any]:
    """Return the context of ``ui/components.html``; theme: light, dark or neither."""
    return {"theme": theme if theme in ("light", "dark") else "", "strip": _strip()}


def _strip() -> list[StripDay]:
    return [
        StripDay(
            date=_MONDAY + timedelta(days=number),
            href="#main",
            chosen=number == _CHOSEN,
            today=number == _CHOSEN + 1,
            free=number == _DAYS - 1,
            marks=int(number <= _CHOSEN),
            tasks=int(0 < number < _DAYS - 1),
        )
        for number in range(_DAYS)
    ]
