"""«Родители видят мой дневник»: what a grown student has said of it."""

from django.db import models

from school.people.models.card import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class ParentsReading(SchoolOwned):
    """The last word of a student on whether his parents read; none, no row.

    What follows from it is :mod:`school.people.parents_reading`. Only he says it: the
    walls refuse parents and staff alike, and let a job carry it to another card of his.
    """

    student = SchoolKey(Card)
    allowed = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        db_table = "parents_reading"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "student"], name="parents_reading_once"
            )
        ]
