"""Remaining: whom the school needs as its administrator is not switched off."""

from school.people.models import Card
from school.rights.visitor import Visitor
from school.staff import holders
from school.staff.lasting import is_needed

NOBODY_LEFT = (
    "Без администратора школа остаться не может. Сначала дайте роль другому сотруднику,"
    " потом отключите этого пользователя."
)


def why_stays_on(by: Visitor, card: Card) -> str:
    """Why this card's user may not be switched off; empty where he may."""
    if card.kind != Card.Kind.EMPLOYEE:
        return ""
    found = holders.locked(card.school_id, by.today)
    return NOBODY_LEFT if is_needed(found, card.pk, by.today) else ""
