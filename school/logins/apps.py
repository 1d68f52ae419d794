"""The context as a Django application."""

from django.apps import AppConfig


class LoginsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.logins"
