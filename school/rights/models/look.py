"""How often a school opened a card: by role and day, for the family to read."""

from django.db import models

from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Look(SchoolOwned):
    """So many looks at a card on a day by whoever had a role; no name is kept here.

    Who it was stands in the log of glances, which the school alone reads.
    """

    card = SchoolKey(Card)
    role = models.TextField()
    on_date = models.DateField()
    times = models.IntegerField(default=1)

    class Meta:
        db_table = "card_look"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "card", "role", "on_date"], name="card_look_once"
            )
        ]
