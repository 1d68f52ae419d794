"""The context as a Django application."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.regions"

    def ready(self) -> None:
        """Register the start-up check of the rules."""
        from school.regions import checks  # noqa: F401 - registers itself
