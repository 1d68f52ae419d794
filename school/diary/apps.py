"""The context as a Django application."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """See the package's docstring."""

    name = "school.diary"
