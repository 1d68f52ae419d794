"""A fact that somebody must hear."""

from django.db import models

from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Notice(SchoolOwned):
    """Something happened to a student. Whom to tell and how is decided at delivery.

    ``what`` is the kind of fact (``mark``, ``absence``, ``homework``, ``remark``),
    ``row_id`` the row it tells of. A second fact about the same row that nobody was
    told yet renews the notice instead of adding one.
    """

    student = SchoolKey(Card)
    what = models.TextField()
    row_id = models.BigIntegerField()
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "what", "row_id", "student"], name="notice_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["school"],
                condition=models.Q(told_at__isnull=True),
                name="notice_waiting",
            )
        ]
