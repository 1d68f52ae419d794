"""The context as a Django application."""

from django.apps import AppConfig


class InvitingConfig(AppConfig):
    """See the package's docstring."""

    name = "school.inviting"
