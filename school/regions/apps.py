"""The context as a Django application."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.regions"
