"""When somebody last came in to what was granted to him."""

from django.db import models

from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Use(SchoolOwned):
    """The last day on which an employee came in with a card that has a granted role.

    ``watched_date`` is the day from which this is written down: a role that was given
    earlier has not stood unused since then. ``used_date`` is empty until he comes in.
    """

    card = SchoolKey(Card)
    watched_date = models.DateField()
    used_date = models.DateField(null=True)

    class Meta:
        db_table = "role_use"
        constraints = [
            models.UniqueConstraint(fields=["school", "card"], name="role_use_once")
        ]
