"""The context as a Django application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """See the package's docstring."""

    name = "school.registry"

    def ready(self) -> None:
        """Say what an administrator is to his school."""
        from school.regions.models import School
        from school.registry.keeping import roles_towards_school
        from school.rights.relations import relate

        relate(School, roles_towards_school)
