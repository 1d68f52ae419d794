"""HTML pages from templates/, always escaped."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from sandbox.clock import MOSCOW

MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
LEVEL_NAMES = {
    "confirmed": "Подтверждённая запись",
    "child": "Детская запись",
    "standard": "Стандартная запись",
    "simplified": "Упрощённая запись",
}
_LONELY = re.compile(r"(?<![\w-])(в|во|к|ко|с|со|о|об|у|на|по|за|до|от|из|№) ", re.I)


class Typography(Extension):
    """A short word never ends a line, nor does a dash begin one."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        """Put no-break spaces into a template's own words, never into values."""
        return _LONELY.sub("\\1\u00a0", source).replace(" —", "\u00a0—")


def long_day(value: str | date) -> str:
    """Write a day in words: 20 мая 2015."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day.day}\u00a0{MONTHS[day.month - 1]} {day.year}"


def long_moment(at_s: float) -> str:
    """Write a moment of the shown clock in Moscow time: 18 ноября 2026, 10:05."""
    moment = datetime.fromtimestamp(at_s, UTC).astimezone(MOSCOW)
    return f"{long_day(moment.date())}, {moment:%H:%M}"


def spaced_phone(text: str) -> str:
    """Write +7(900)0000001 as people do: +7 900 000-00-01."""
    shape = r"\+7\((\d{3})\)(\d{3})(\d\d)(\d\d)"
    return re.sub(shape, "+7\u00a0\\1\u00a0\\2-\\3-\\4", text)


environment = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=[Typography],
)
environment.filters |= {
    "long_day": long_day,
    "long_moment": long_moment,
    "level": LEVEL_NAMES.__getitem__,
    "phone": spaced_phone,
}


def render(template: str, **values: object) -> str:
    """Render a template."""
    return environment.get_template(template).render(**values)
