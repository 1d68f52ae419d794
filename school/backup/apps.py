"""The context as a Django application."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """It has no tables of its own, only commands."""

    name = "school.backup"
