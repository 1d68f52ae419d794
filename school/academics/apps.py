"""The context as a Django application."""

from django.apps import AppConfig


class AcademicsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.academics"
