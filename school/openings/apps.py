"""The context as a Django application."""

from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.openings"

    def ready(self) -> None:
        """Say who may end an opening, and tell it above the pages of its school."""
        from school.openings.models import Opening
        from school.openings.relations import roles_towards_opening
        from school.openings.told import news
        from school.registry.frame import bring
        from school.rights.relations import relate

        relate(Opening, roles_towards_opening)
        bring(news)
