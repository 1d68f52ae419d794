"""The walls as a Django application."""

from django.apps import AppConfig


class WallsConfig(AppConfig):
    """Migrations of the history table and start-up refusals."""

    name = "school.walls"

    def ready(self) -> None:
        """Register the start-up checks."""
        from school.walls import checks  # noqa: F401 - registers itself
