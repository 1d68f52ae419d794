"""The context as a Django application."""

from django.apps import AppConfig


class AcademicsConfig(AppConfig):
    """See the package's docstring."""

    name = "school.academics"

    def ready(self) -> None:
        """Say what people are to a class, and to the cards of those in it."""
        from school.academics.leading import roles_towards_card, roles_towards_class
        from school.academics.models import SchoolClass
        from school.people.models import Card
        from school.rights.relations import relate

        relate(Card, roles_towards_card)
        relate(SchoolClass, roles_towards_class)
