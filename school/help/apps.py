"""The context as a Django application."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    """See the package's docstring."""

    name = "school.help"
