"""The context as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package's docstring."""

    name = "school.access"

    def ready(self) -> None:
        """Register the start-up checks."""
        from school.access import checks  # noqa: F401 - registers itself
