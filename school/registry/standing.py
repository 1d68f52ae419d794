"""Standing for another: which cards were merged into which."""

from collections.abc import Iterable

from django.db.models import QuerySet

from school.people.models import Card
from school.registry.keeping import kept_cards
from school.registry.models import CardMerge
from school.rights.visitor import Visitor


def merged_into(school: int, cards: Iterable[int]) -> set[int]:
    """The cards themselves and all that stand behind them, merge upon merge."""
    found: set[int] = set()
    fresh = set(cards)
    while fresh:
        found |= fresh
        merges = CardMerge.objects.filter(school=school, undone_at=None)
        gone = merges.filter(stays__in=fresh).values_list("gone", flat=True)
        fresh = set(gone) - found
    return found


def last_merge(card: Card) -> CardMerge | None:
    """The last merge that stands into the card; None where there is none."""
    merges = CardMerge.objects.filter(school=card.school_id, stays=card, undone_at=None)
    return merges.select_related("gone").order_by("-id").first()


def who_stands(by: Visitor, key: int) -> QuerySet[Card]:
    """The kept card that stands for a merged one of this key, merge upon merge."""
    merges = CardMerge.objects.filter(school=by.school, undone_at=None)
    while stays := merges.filter(gone__key=key).values_list("stays__key", flat=True):
        key = stays[0]
    return kept_cards(by).filter(key=key)
