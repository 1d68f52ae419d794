"""The demo as a Django application: it only brings the command."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """See the package's docstring."""

    name = "school.demo"
