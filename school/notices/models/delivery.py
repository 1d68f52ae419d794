"""A notice as one person finds it."""

from django.db import models

from school.notices.models.notice import Notice
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Delivery(SchoolOwned):
    """A notice in the hands of one card: the student's own, or a guardian's.

    There is one row for a notice and a person. A notice that was renewed is told anew:
    ``seen_at`` is empty again.
    """

    notice = SchoolKey(Notice)
    student = SchoolKey(Card)
    card = SchoolKey(Card)
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "delivery"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "notice", "card"], name="delivery_once"
            )
        ]
        indexes = [
            models.Index(fields=["school", "card", "told_at"], name="delivery_by_card")
        ]
