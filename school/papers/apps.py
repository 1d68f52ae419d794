"""The context as a Django application."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """See the package's docstring."""

    name = "school.papers"
