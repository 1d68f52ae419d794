"""The employees of a school, for whoever administers it."""

from django.db.models import QuerySet

from school.people.models import Card
from school.registry.keeping import administers, kept_cards
from school.rights.visitor import Visitor


def employees_of(visitor: Visitor) -> QuerySet[Card]:
    """Cards of all who work at the visitor's school or did; nobody's for others."""
    if not administers(visitor):
        return Card.objects.none()
    return kept_cards(visitor).filter(kind=Card.Kind.EMPLOYEE)
