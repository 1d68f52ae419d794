"""Path converters: a day and a key in an address."""

from datetime import date

from django.urls import register_converter

from school.lib.keys import KeyConverter


class DateConverter:
    """``<date:day>``: 2026-11-18, nothing looser."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


def register() -> None:
    """Make ``<key:…>`` and ``<date:…>`` known to Django's addresses."""
    register_converter(KeyConverter, "key")
    register_converter(DateConverter, "date")
