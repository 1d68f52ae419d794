"""The context as a Django application."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.rights"
