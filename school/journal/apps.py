"""The context as a Django application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """See the package's docstring."""

    name = "school.journal"
