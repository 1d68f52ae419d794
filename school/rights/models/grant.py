"""Grants: roles that are given, not read from teaching, class or kinship."""

from django.db import models

from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Grant(SchoolOwned):
    """A dated role of an employee at a school. On ``until_date`` it is over.

    ``suspended``: it ended because nobody used it, and can be given back with a press.
    """

    card = SchoolKey(Card)
    role = models.TextField()
    since_date = models.DateField()
    until_date = models.DateField(null=True)
    suspended = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "role_grant"
        indexes = [models.Index(fields=["school", "card"], name="grant_by_card")]
