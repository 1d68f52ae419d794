"""Keeping cards: whose cards somebody keeps today."""

from django.db.models import QuerySet

from school.academics.leading import led_cards
from school.people.models import Card
from school.regions.models import School
from school.rights.visitor import Role, Visitor


def administers(visitor: Visitor) -> bool:
    """Whether the visitor looks as an administrator of a school."""
    return visitor.is_staff and Role.ADMINISTRATOR in visitor.granted


def kept_cards(visitor: Visitor) -> QuerySet[Card]:
    """The cards that the visitor keeps: of his class and its families, or all.

    Another's card is not among them, so that its address is 404.
    """
    if not visitor.is_staff:
        return Card.objects.none()
    if administers(visitor):
        return Card.objects.filter(school=visitor.school)
    return led_cards(visitor)


def roles_towards_school(visitor: Visitor, school: School) -> frozenset[Role]:
    """The visitor's roles towards the school itself."""
    his = visitor.school == school.pk and administers(visitor)
    return frozenset({Role.ADMINISTRATOR}) if his else frozenset()
