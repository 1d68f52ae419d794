"""The context as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package's docstring."""

    name = "school.access"
