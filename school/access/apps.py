"""The context as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package's docstring."""

    name = "school.access"

    def ready(self) -> None:
        """Register checks, what the worker looks after, what people are to a card."""
        from school.access import checks  # noqa: F401 - registers itself
        from school.access.following import follow
        from school.access.letting_parents_read import roles_towards_card
        from school.notices.chores import look_after
        from school.people.models import Card
        from school.rights.relations import relate

        look_after("consents", follow, every_s=20)
        relate(Card, roles_towards_card)
