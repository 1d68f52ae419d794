"""Whose a card is: two cards of one person are one person.

Somebody may stand in one school's lists twice and come in as either card. Whoever
decides of others decides nothing of himself, and the second of two is another human.
"""

from school.access.models import Attachment
from school.rights.visitor import Visitor


def tied_to(account: int, school: int | None) -> frozenset[int]:
    """The school's cards that are the account's, or were once. One query."""
    ties = Attachment.objects.filter(school=school, account=account)
    return frozenset(ties.values_list("card", flat=True))


def own_cards(by: Visitor) -> frozenset[int]:
    """All cards of the visitor's school that are his own. One query."""
    looks_as = {by.card} if by.card is not None else set()
    return tied_to(by.account, by.school) | looks_as


def is_own(by: Visitor, card: int) -> bool:
    """Whether this card of the visitor's school is his own. One query."""
    return card in own_cards(by)
