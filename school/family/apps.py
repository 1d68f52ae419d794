"""The context as a Django application."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """See the package's docstring."""

    name = "school.family"
