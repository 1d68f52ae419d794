"""Holding: what keeps a card where it is when cards are merged, because it never moves.

Marks belong to the card under which they were put. Contexts that come later in the
story say what they have (:func:`hold`); none is known here but a student's own word.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from school.people.models import Card, ParentsReading

_holders: list[tuple[type[models.Model], str, str]] = [
    (ParentsReading, "student", "решение ученика о дневнике")
]


def hold(model: type[models.Model], column: str, word: str) -> None:
    """Say that a card to which such a row points cannot be given up for another.

    ``word`` is what people call it: «отметки». Called from a context's ``ready``.
    """
    _holders.append((model, column, word))


def holders() -> Iterable[tuple[str, str]]:
    """The tables and columns that hold."""
    return [(model._meta.db_table, column) for model, column, _ in _holders]


def held(school: int, cards: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What holds each of the cards, in words; one query."""
    asked: dict[str, Any] = {
        f"held_{place}": Exists(
            model._default_manager.filter(**{"school": school, column: OuterRef("pk")})
        )
        for place, (model, column, _) in enumerate(_holders)
    }
    found = Card.every.filter(school=school, pk__in=list(cards)).annotate(**asked)
    words = [word for _, _, word in _holders]
    return {
        row["pk"]: tuple(
            word for place, word in enumerate(words) if row[f"held_{place}"]
        )
        for row in found.values("pk", *asked)
    }
