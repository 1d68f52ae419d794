"""Expiring: once a year certificates end and nobody comes in. Told two months ahead."""

import logging
from datetime import date, datetime, timedelta

from school.access import gosuslugi
from school.access.roads.road import Ends

AHEAD = timedelta(days=60)
_log = logging.getLogger(__name__)
_told: set[date] = set()


def sentences(ends: Ends, now: datetime) -> list[str]:
    """What is to be said of certificates that end within sixty days, or have ended."""
    named = (
        ("Наш сертификат для Госуслуг", ends.ours),
        ("Последний доверенный сертификат Госуслуг", ends.theirs),
    )
    return [
        f"{whose} {'кончился' if until < now else 'кончается'} {until:%d.%m.%Y}."
        for whose, until in named
        if until is not None and until - now <= AHEAD
    ]


def look(now: datetime) -> dict[str, object]:
    """When certificates end and what is to be done, for whoever watches the server.

    What is to be said is written into the log too, once a day.
    """
    ends = gosuslugi.road().ends()
    alarms = sentences(ends, now)
    if alarms and now.date() not in _told:
        _told.clear()
        _told.add(now.date())
        for alarm in alarms:
            _log.warning(alarm)
    until = {
        name: end and end.date().isoformat() for name, end in ends._asdict().items()
    }
    return {**until, "alarms": alarms}
