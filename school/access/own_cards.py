"""Whose a card is: two cards of one person are one person.

Somebody may stand in one school's lists twice and come in as either card. Whoever
decides of others decides nothing of himself, and the second of two is another human.
"""

from collections.abc import Collection

from school.lib.postgres.queries import Query
from school.rights.visitor import Visitor

_ONE_HUMAN = Query(__file__, "one_human")


def tied_to(account: int, school: int) -> frozenset[int]:
    """The school's cards that are the account's, or were once. One query.

    With them every card that has the СНИЛС or the certificate of one of them: with it
    he has never come in.
    """
    return _one_human(school, (), account)


def beside(card: int, school: int) -> frozenset[int]:
    """This card and the school's others of the same human, likewise. One query."""
    return _one_human(school, (card,))


def own_cards(by: Visitor) -> frozenset[int]:
    """All cards of the visitor's school that are his own, likewise. One query."""
    looks_as = () if by.card is None else (by.card,)
    return _one_human(by.school, looks_as, by.account)


def is_own(by: Visitor, card: int) -> bool:
    """Whether this card of the visitor's school is his own. One query."""
    return card in own_cards(by)


def _one_human(
    school: int | None, cards: Collection[int], account: int | None = None
) -> frozenset[int]:
    known = {"school": school, "account": account, "cards": list(cards)}
    return frozenset(row.id for row in _ONE_HUMAN.rows(known))
