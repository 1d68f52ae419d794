"""A merge: one card stands for two, and what is needed to take that back."""

from django.db import models

from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class CardMerge(SchoolOwned):
    """Somebody decided that two cards are one person's.

    ``before`` and ``after`` are the belongings of both cards, by «table:id», as they
    were and as the merge left them: it is taken back to the letter, and only while
    nothing in them is other than in ``after``. ``was_held``: the card that stays had
    marks or lessons of its own before.
    """

    stays = SchoolKey(Card)
    gone = SchoolKey(Card)
    merged_by = SchoolKey(Card)
    merged_at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    was_held = models.BooleanField()
    undone_by = SchoolKey(Card, null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "card_merge"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "gone"],
                condition=models.Q(undone_at=None),
                name="card_merge_once",
            )
        ]
        indexes = [models.Index(fields=["school", "stays"], name="card_merge_by_card")]
