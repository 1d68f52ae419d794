"""Granting a role at a school."""

from datetime import date

from django.db.models import Q

from school.people.models import Card
from school.rights.models import Grant
from school.rights.visitor import Role


def grant(card: Card, role: Role, *, on: date) -> None:
    """Give an employee a role at his school from that day. Safe to repeat."""
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    held = Grant.objects.filter(school_id=card.school_id, card=card, role=role)
    if not held.filter(lasting, since_date__lte=on).exists():
        Grant.objects.create(
            school_id=card.school_id, card=card, role=role, since_date=on
        )
