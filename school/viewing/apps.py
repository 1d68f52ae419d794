"""The context as a Django application."""

from django.apps import AppConfig


class ViewingConfig(AppConfig):
    """See the package's docstring."""

    name = "school.viewing"
